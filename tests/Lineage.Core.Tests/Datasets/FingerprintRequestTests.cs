using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;

namespace Lineage.Core.Tests.Datasets;

public sealed class FingerprintRequestTests
{
    [Fact]
    public void New_WithAsManyCutOffsAsAllowed_Works() => Assert.Equal(FingerprintRequest.MaxCutOffs, Request(FingerprintRequest.MaxCutOffs).Options.CutOffs.Count);

    [Fact]
    public void New_WithMoreCutOffsThanAllowed_NamesTheField() =>
        Assert.Equal("options.cut_offs", Assert.Single(Assert.Throws<LineageException>(() => Request(FingerprintRequest.MaxCutOffs + 1)).Violations).Field);

    [Fact]
    public void New_WithSeveralContradictions_NamesThemAll()
    {
        var cutOff = new CutOff(new EventTime(new Instant(0)), new KnowledgeTime(new Instant(0)));
        var options = new FingerprintOptions { Order = RowOrder.Ordered, EntityKeys = ["a", "a"], CutOffs = [cutOff, cutOff] };

        var refusal = Assert.Throws<LineageException>(() => new FingerprintRequest(options, "options"));

        Assert.Equal(
            ["options.entity_keys[1]", "options.event_time_column", "options.order", "options.known_at_column", "options.cut_offs[1]"], refusal.Violations.Select(v => v.Field));
    }

    [Fact]
    public void CheckAgainst_ATableThatFits_Passes()
    {
        var table = MemoryFiles.Table("t", ("at", [MemoryFiles.At(1)]), ("id", ["x"]));

        new FingerprintRequest(new() { EventTimeColumn = "at", KnownAtColumn = "at", EntityKeys = ["id", "at"] }, "options").CheckAgainst(table.Schema);
    }

    private static FingerprintRequest Request(int cutOffs) =>
        new(new() { EventTimeColumn = "at", CutOffs = [.. Enumerable.Range(0, cutOffs).Select(i => new CutOff(new EventTime(new Instant(i))))] }, "options");
}
