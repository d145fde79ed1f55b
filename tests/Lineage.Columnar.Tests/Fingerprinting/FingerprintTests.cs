using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Tables;
using Table = Lineage.Columnar.Tests.Tables.Table;

namespace Lineage.Columnar.Tests.Fingerprinting;

public sealed class FingerprintTests
{
    private static readonly Table Sample = new(
        [new("id", ColumnKind.Integer, [1L, 2L, 3L]), new("name", ColumnKind.Text, ["a", "b", null])], 3);

    [Fact]
    public async Task Compare_Renamed_IsAddedAndRemoved()
    {
        var difference = FingerprintComparison.Compare(await Compute(Sample), await Compute(Sample.Rename("name", "title")));

        Assert.Equal(["title"], difference.AddedColumns);
        Assert.Equal(["name"], difference.RemovedColumns);
        Assert.Empty(difference.ChangedColumns);
        Assert.Equal(FingerprintVerdict.Different, difference.Verdict);
    }

    [Fact]
    public async Task Compare_Retyped_IsNamed()
    {
        var retyped = Sample with { Columns = [Sample.Columns[0] with { Kind = ColumnKind.Float, Values = [1.0, 2.0, 3.0] }, Sample.Columns[1]] };

        var difference = FingerprintComparison.Compare(await Compute(Sample), await Compute(retyped));

        Assert.Equal(["id"], difference.RetypedColumns);
        Assert.Empty(difference.ChangedColumns);
    }

    [Fact]
    public async Task Compare_ValuesMovedBetweenRows_IsRecombined()
    {
        var moved = Sample.WithValue("name", 0, "b").WithValue("name", 1, "a");

        var difference = FingerprintComparison.Compare(await Compute(Sample), await Compute(moved));

        Assert.True(difference.RowsRecombined);
        Assert.Empty(difference.ChangedColumns);
        Assert.Equal(FingerprintVerdict.Different, difference.Verdict);
    }

    [Fact]
    public async Task Compare_OtherAlgorithmOrOrder_IsIncomparable()
    {
        var fast = await Compute(Sample);

        Assert.Equal(FingerprintVerdict.Incomparable, FingerprintComparison.Compare(fast, await Compute(Sample, FingerprintAlgorithm.Sha256)).Verdict);
        Assert.Equal(FingerprintVerdict.Incomparable, FingerprintComparison.Compare(fast, await Compute(Sample, order: RowOrder.Ordered)).Verdict);
    }

    [Fact]
    public async Task Compare_NullableFlagAlone_IsIdenticalButReported()
    {
        var array = new Int32Array.Builder().Append(1).Build();
        async Task<TableFingerprint> Of(bool nullable)
        {
            var schema = new Schema([new Field("x", Int32Type.Default, nullable)], null);
            await using var source = new MemoryTableSource(schema, [new RecordBatch(schema, [array], 1)], "memory");
            return await Fingerprinter.ComputeAsync(source);
        }

        var difference = FingerprintComparison.Compare(await Of(true), await Of(false));

        Assert.Equal(FingerprintVerdict.Identical, difference.Verdict);
        Assert.Equal(["x"], difference.NullabilityChanges);
    }

    [Theory]
    [InlineData(FingerprintAlgorithm.Fast)]
    [InlineData(FingerprintAlgorithm.Sha256)]
    public async Task Compute_Duplicates_Count(FingerprintAlgorithm algorithm)
    {
        var seen = new HashSet<Digest>();
        for (var copies = 0; copies <= 64; copies++)
        {
            var fingerprint = await Compute(Sample.Take([.. Enumerable.Repeat(1, copies)]), algorithm);
            Assert.True(seen.Add(fingerprint.Content), $"{copies} copies");
            Assert.Equal(copies, fingerprint.Rows);
        }
    }

    [Theory]
    [InlineData(FingerprintAlgorithm.Fast, RowOrder.Multiset, "lf1:")]
    [InlineData(FingerprintAlgorithm.Fast, RowOrder.Ordered, "lf1-ordered:")]
    [InlineData(FingerprintAlgorithm.Sha256, RowOrder.Multiset, "lf1-sha256:")]
    [InlineData(FingerprintAlgorithm.Sha256, RowOrder.Ordered, "lf1-sha256-ordered:")]
    public async Task ToString_AnyKind_ParsesBack(FingerprintAlgorithm algorithm, RowOrder order, string prefix)
    {
        var fingerprint = await Compute(Sample, algorithm, order);
        var text = fingerprint.ToString();

        Assert.StartsWith(prefix, text, StringComparison.Ordinal);
        Assert.EndsWith(".3", text, StringComparison.Ordinal);
        Assert.True(TableFingerprint.TryParse(text, out var parsed));
        Assert.Equal(fingerprint with { Columns = [] }, parsed with { Columns = fingerprint.Columns } with { Columns = [] });
        Assert.Equal(FingerprintVerdict.Identical, FingerprintComparison.Compare(fingerprint, parsed).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("lf1")]
    [InlineData("lf2:00000000000000000000000000000000.00000000000000000000000000000000.1")]
    [InlineData("lf1:00000000000000000000000000000000.00000000000000000000000000000000")]
    [InlineData("lf1:00000000000000000000000000000000.00000000000000000000000000000000.-1")]
    [InlineData("lf1:00000000000000000000000000000000.00000000000000000000000000000000.01")]
    [InlineData("lf1:0000000000000000000000000000000G.00000000000000000000000000000000.1")]
    [InlineData("lf1:0000000000000000000000000000000A.00000000000000000000000000000000.1")]
    [InlineData("lf1-sha256:00000000000000000000000000000000.00000000000000000000000000000000.1")]
    public void TryParse_AnythingElse_IsFalse(string text) => Assert.False(TableFingerprint.TryParse(text, out _));

    [Fact]
    public void Finish_EmptyTables_AreDefinedAndDistinct()
    {
        var none = new FingerprintBuilder(new Schema([], null), new(), "none").Finish();
        var noRows = new FingerprintBuilder(new Schema([new Field("x", Int32Type.Default, true)], null), new(), "no rows").Finish();
        var rows = new FingerprintBuilder(new Schema([], null), new(), "rows");
        rows.Append(new RecordBatch(new Schema([], null), [], 5));

        Assert.Equal(0, none.Rows);
        Assert.NotEqual(none.Schema, noRows.Schema);
        Assert.Equal(5, rows.Finish().Rows);
        Assert.NotEqual(none.Content, rows.Finish().Content);
    }

    [Fact]
    public void Append_OtherSchema_IsRefusedAndChangesNothing()
    {
        using var batch = Sample.ToBatch(new Random(1));
        using var other = Sample.Rename("id", "key").ToBatch(new Random(1));
        var builder = new FingerprintBuilder(batch.Schema, new(), "table");
        builder.Append(batch);
        var before = builder.Finish().ToString();

        var error = Assert.Throws<TableFormatException>(() => builder.Append(other));

        Assert.Equal(TableFormatError.SchemaMismatch, error.Error);
        Assert.Equal(before, builder.Finish().ToString());
    }

    [Fact]
    public void Merge_OtherSchemaOrOptions_IsRefused()
    {
        using var batch = Sample.ToBatch(new Random(1));
        using var other = Sample.Rename("id", "key").ToBatch(new Random(1));
        var builder = new FingerprintBuilder(batch.Schema, new(), "table");

        Assert.Throws<ArgumentException>(() => builder.Merge(new FingerprintBuilder(other.Schema, new(), "other")));
        Assert.Throws<ArgumentException>(() => builder.Merge(new FingerprintBuilder(batch.Schema, new() { Order = RowOrder.Ordered }, "other")));
    }

    [Fact]
    public void FromBytes_DamagedOrForeign_IsRefused()
    {
        using var batch = Sample.ToBatch(new Random(1));
        using var other = Sample.Rename("id", "key").ToBatch(new Random(1));
        var builder = new FingerprintBuilder(batch.Schema, new(), "table");
        builder.Append(batch);
        var state = builder.State.ToBytes();

        for (var i = 0; i < state.Length; i++)
        {
            var damaged = (byte[])state.Clone();
            damaged[i] ^= 1;
            Assert.Throws<InvalidDataException>(() => FingerprintState.FromBytes(damaged));
        }

        Assert.Throws<InvalidDataException>(() => FingerprintState.FromBytes(state.AsSpan(0, 10)));
        Assert.Throws<InvalidDataException>(() => FingerprintBuilder.From(FingerprintState.FromBytes(state), other.Schema, "table"));
    }

    [Fact]
    public async Task Compute_FewerRowsThanDeclared_Fails()
    {
        await using var source = new ShortSource(Sample.ToSource(new Random(1)));

        var error = await Assert.ThrowsAsync<TableFormatException>(() => Fingerprinter.ComputeAsync(source));

        Assert.Equal(TableFormatError.Truncated, error.Error);
    }

    [Fact]
    public async Task Describe_Progress_EndsAtAllRows()
    {
        var reports = new List<ReadProgress>();
        await using var source = Sample.ToSource(new Random(1));

        var description = await Fingerprinter.DescribeAsync(source, new(), new Recorder(reports));

        Assert.Equal(new ReadProgress(3, 3), reports[^1]);
        Assert.Equal(3, description.Profile.Rows);
        Assert.Equal((await Compute(Sample)).ToString(), description.Fingerprint.ToString());
    }

    [Fact]
    public void Digest_OtherLengths_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Digest.FromBytes(new byte[8]));
        Assert.Equal(32, Digest.FromBytes(new byte[32]).ToArray().Length);
        Assert.NotEqual(Digest.FromBytes(new byte[16]), Digest.FromBytes(new byte[32]));
    }

    private static async Task<TableFingerprint> Compute(
        Table table, FingerprintAlgorithm algorithm = FingerprintAlgorithm.Fast, RowOrder order = RowOrder.Multiset)
    {
        await using var source = table.ToSource(new Random(table.Rows));
        return await Fingerprinter.ComputeAsync(source, new() { Algorithm = algorithm, Order = order });
    }

    private sealed class Recorder(List<ReadProgress> reports) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => reports.Add(value);
    }

    private sealed class ShortSource(ITableSource inner) : ITableSource
    {
        public string Description => inner.Description;

        public TableFormat Format => inner.Format;

        public Schema Schema => inner.Schema;

        public long? DeclaredRows => inner.DeclaredRows + 1;

        public IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default) => inner.ReadAsync(columns, ct);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
