using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.Fingerprinting;

public sealed class FingerprintOptionsTests
{
    private static readonly CutOff AtEvent = new(new EventTime(new Instant(0)));
    private static readonly CutOff AtKnowledge = new(new EventTime(new Instant(0)), new KnowledgeTime(new Instant(0)));

    public static TheoryData<string, FingerprintOptions> Contradictions => new()
    {
        { "no such event time", new() { EventTimeColumn = "nothing" } },
        { "no such knowledge time", new() { KnownAtColumn = "nothing" } },
        { "no such key", new() { EntityKeys = ["name", "nothing"] } },
        { "a key in other case", new() { EntityKeys = ["Name"] } },
        { "a key twice", new() { EntityKeys = ["name", "number", "name"] } },
        { "cut-offs without event time", new() { CutOffs = [AtEvent] } },
        { "cut-offs in order", new() { EventTimeColumn = "time", Order = RowOrder.Ordered, CutOffs = [AtEvent] } },
        { "knowledge without its column", new() { EventTimeColumn = "time", CutOffs = [AtEvent, AtKnowledge] } },
        { "too many cut-offs", new() { EventTimeColumn = "time", CutOffs = [.. Enumerable.Repeat(AtEvent, FingerprintOptions.MaxCutOffs + 1)] } },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void Builder_OptionsThatContradict_AreRefused(string why, FingerprintOptions options)
    {
        var error = Assert.Throws<ArgumentException>(() => new FingerprintBuilder(TimedRows.Schema, options, "table"));

        Assert.True(error.ParamName == "options", why);
    }

    [Theory]
    [InlineData("value", null)]
    [InlineData("name", null)]
    [InlineData("time", "number")]
    public void Builder_TimeThatIsNone_NamesTheColumn(string eventTime, string? knownAt)
    {
        var error = Assert.Throws<TableFormatException>(() => new FingerprintBuilder(TimedRows.Schema, new() { EventTimeColumn = eventTime, KnownAtColumn = knownAt }, "table"));

        Assert.Equal((TableFormatError.SchemaMismatch, knownAt ?? eventTime), (error.Error, error.Column));
    }

    [Fact]
    public void Finish_BucketsAskedForOrNot_IsOneFingerprint()
    {
        var rows = TimedRows.Generate(new Random(5), 100);
        foreach (var (algorithm, order) in new[] { (FingerprintAlgorithm.Fast, RowOrder.Multiset), (FingerprintAlgorithm.Fast, RowOrder.Ordered), (FingerprintAlgorithm.Sha256, RowOrder.Multiset) })
        {
            var options = TimedRows.Options with { Algorithm = algorithm, Order = order };

            var with = TimedRows.StateOf(rows, options).Finish();
            var without = TimedRows.StateOf(rows, new() { Algorithm = algorithm, Order = order }).Finish();

            Assert.Equal(without.ToString(), with.ToString());
            Assert.Equal(without.Columns, with.Columns);
            Assert.Null(without.TimeBuckets);
            Assert.Null(without.EntityBuckets);
        }
    }
}
