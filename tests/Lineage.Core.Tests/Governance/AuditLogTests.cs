using Lineage.Core.Governance;
using Lineage.Core.Storage;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Governance;

public sealed class AuditLogTests
{
    [Fact]
    public async Task List_OfOneResource_HoldsItsWritesAndThoseWithin()
    {
        var registry = await new Registry().WithCollectionsAsync();
        await registry.AddFeatureSetAsync();

        var (entries, next) = await registry.Audit.ListAsync("projects/p/featureSets/f", string.Empty, string.Empty, descending: false, 0, string.Empty, Token);

        Assert.Equal(["projects/p/featureSets/f", "projects/p/featureSets/f/versions/1.0.0"], entries.Select(e => e.Record.Resource.Value));
        Assert.Equal("INITIAL: the first version", entries[1].Record.Detail);
        Assert.Empty(next);
    }

    [Fact]
    public async Task List_PageByPageBackwards_IsEveryEntryOnce()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var sequences = new List<long>();
        for (var token = string.Empty; ;)
        {
            var (entries, next) = await registry.Audit.ListAsync(string.Empty, "ann", "Test", descending: true, 1, token, Token);
            sequences.AddRange(entries.Select(e => e.Sequence));
            token = next;
            if (token.Length == 0)
            {
                break;
            }
        }

        Assert.Equal([4, 3, 2, 1], sequences);
    }

    [Fact]
    public async Task Verify_UntouchedLog_IsIntactAndKnowsItsEarlierHeads()
    {
        var registry = await new Registry().WithCollectionsAsync();
        var head = await registry.Audit.VerifyAsync(0, string.Empty, Token);
        await registry.AddFeatureSetAsync();

        var later = await registry.Audit.VerifyAsync(head.Entries, head.HeadHash, Token);
        var forged = await registry.Audit.VerifyAsync(head.Entries, new string('0', 64), Token);
        var cut = await registry.Audit.VerifyAsync(99, head.HeadHash, Token);

        Assert.Equal((true, 4L), (head.Intact, head.Entries));
        Assert.Equal((true, 5L, 0L), (later.Intact, later.Entries, later.FirstBadSequence));
        Assert.Equal((false, 4L), (forged.Intact, forged.FirstBadSequence));
        Assert.Equal((false, 6L), (cut.Intact, cut.FirstBadSequence));
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("removed")]
    [InlineData("swapped")]
    public async Task Verify_TamperedLog_SaysWhere(string how)
    {
        var registry = await new Registry().WithCollectionsAsync();
        var entries = (await registry.Store.ReadAuditAsync(new AuditQuery { PageSize = 10 }, Token)).Entries.ToList();
        switch (how)
        {
            case "changed":
                entries[1] = entries[1] with { Record = entries[1].Record with { Actor = "eve" } };
                break;
            case "removed":
                entries.RemoveAt(1);
                break;
            default:
                (entries[1], entries[2]) = (entries[2] with { Sequence = 2 }, entries[1] with { Sequence = 3 });
                break;
        }

        var verification = await new AuditLog(new FixedLog(entries)).VerifyAsync(0, string.Empty, Token);

        Assert.Equal((false, 2L), (verification.Intact, verification.FirstBadSequence));
    }

    private sealed class FixedLog(IReadOnlyList<AuditEntry> entries) : IAuditStore
    {
        public ValueTask<AuditPage> ReadAuditAsync(AuditQuery query, CancellationToken cancellationToken) => ValueTask.FromResult(new AuditPage(entries, null));
    }
}
