using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

/// <summary>
/// Divisions that were worked out apart from this code, in Python over the reference library of xxHash. They never change: whoever recorded a split relies on it.
/// </summary>
public sealed class SplitPinnedTests
{
    private const int Rows = 64;
    private const string Names = "ABC";

    private static readonly TestColumn[] Columns =
    [
        new("id", Int64Type.Default, [.. Enumerable.Range(0, Rows).Select(row => (object?)((long)row * row - 50))]),
        new("name", StringType.Default, [.. Enumerable.Range(0, Rows).Select(row => (object?)new[] { "SEA", "Zürich", "" }[row % 3])]),
        new("time", new TimestampType(TimeUnit.Second, "UTC"), [.. Enumerable.Range(0, Rows).Select(row => (object?)new Instant((Int128)(row * 7919 % 97) * 1_000_000_000))]),
        new("class", StringType.Default, [.. Enumerable.Range(0, Rows).Select(row => (object?)(row % 5 == 0 ? "y" : "x"))]),
    ];

    private static readonly SplitSpecification Specification = new()
    {
        Kind = SplitKind.Random,
        Splits = [new("A", 0.6m), new("B", 0.2m), new("C", 0.1m)],
        Seed = 2026,
        EntityKeys = ["id", "name"],
        LabelTimeColumn = "time",
    };

    public static TheoryData<SplitSpecification, string> Divisions => new()
    {
        { Specification, "CA-AAAAAAAAAA-BBAAAB-BAA-B-ABBAAAAAACAB-ABACCAAAAAAAAACAABACCBAA" },
        { Specification with { Kind = SplitKind.Entity }, "-CAAABBACBBAABAABCBABCA-ABAAAACCABA-ABAABAAAABAB-AAAABABAAABBBAB" },
        { Specification with { Kind = SplitKind.Entity, EntityKeys = ["id"], Seed = -1 }, "AAACBAAAAAACAAAACCAAB-C-CAAB-ABAAABABAABCBAAABBAACBAAAB-ACAAABAA" },
        { Specification with { Kind = SplitKind.Stratified, StratifyBy = ["class"] }, "CA-AAAAAAAAAA-BBAAAB-BAA-B-ABBAAAAAACAB-ABACCAAAAAAAAACAABACCBAB" },
        { Specification with { Kind = SplitKind.Time, Seed = null }, "ABA-AACAABAABA-AACAABAABA-BACAACAABAABA-AACAABAABA-BACAACAABA-BA" },
    };

    [Theory]
    [MemberData(nameof(Divisions))]
    public async Task RunAsync_PinnedTable_DividesAsItAlwaysDid(SplitSpecification specification, string expected)
    {
        var assignment = await SplitAssignment.RunAsync(TestTable.Of("table", Columns), specification, null, TestContext.Current.CancellationToken);

        Assert.Equal(expected, string.Concat(Enumerable.Range(0, Rows).Select(row => assignment.SplitOf(row) is { } split ? Names[split] : '-')));
        Assert.Equal(1, assignment.Splits.Sum(split => split.Share) + (assignment.RowsOfNone[NoSplit.LeftOver] / (double)Rows), 12);
        Assert.Equal([NoSplit.LeftOver], assignment.RowsOfNone.Keys);
    }

    [Fact]
    public async Task RunAsync_PinnedTableByTime_CutsWhereItAlwaysDid()
    {
        var specification = Specification with { Kind = SplitKind.Time, Seed = null };

        var assignment = await SplitAssignment.RunAsync(TestTable.Of("table", Columns), specification, null, TestContext.Current.CancellationToken);

        Assert.Equal(
            ["1970-01-01T00:00:58.000000000Z", "1970-01-01T00:01:17.000000000Z", "1970-01-01T00:01:29.000000000Z"], assignment.Cuts.Select(cut => $"{cut}"));
        Assert.Equal("[\"1970-01-01T00:00:58.000000000Z\",\"1970-01-01T00:01:17.000000000Z\",\"1970-01-01T00:01:29.000000000Z\"]", assignment.Record.Parameters["found_cuts"]);
    }

    [Fact]
    public void Of_PinnedDigests_AreWhatTheyAlwaysWere()
    {
        Assert.Equal(0x7dcd65d32f7cb608UL, SplitHash.Of(2026, UInt128.Parse("5227f21753b74eee1fccf1b2ca1c2142", System.Globalization.NumberStyles.HexNumber, null)));
    }
}
