using Lineage.Core.Errors;
using Lineage.Core.Storage;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.AuditLog;

/// <summary>The audit log is gapless, ordered and chained by hash.</summary>
public abstract class AuditConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public async Task ReadAudit_EmptyStore_IsEmpty()
    {
        var page = await Store.ReadAuditAsync(new AuditQuery { PageSize = 10 }, Token);

        Assert.Empty(page.Entries);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Commit_Records_AreNumberedFromOneInTheirOrder()
    {
        var first = await CommitAsync(new ChangeSet { Audit = [Audit("1"), Audit("2")] });
        await CreateAsync("silent");
        var second = await CommitAsync(new ChangeSet { Audit = [Audit("3")] });

        var entries = await StoreText.AllEntriesAsync(Store, Token);

        Assert.Equal(
            [(1, first.Time, Audit("1")), (2, first.Time, Audit("2")), (3, second.Time, Audit("3"))], entries.Select(e => (e.Sequence, e.Time, e.Record)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nul \0 ü 𝒳 '\" \r\n --")]
    public async Task Commit_RecordOfAnyText_IsKeptAsItWas(string text)
    {
        var record = Audit(text, text, text, "projects/ä/sources/𝒳", text);
        await CommitAsync(new ChangeSet { Audit = [record] });

        Assert.Equal(record, Assert.Single(await StoreText.AllEntriesAsync(Store, Token)).Record);
        await AssertChainAsync(1);
    }

    [Fact]
    public async Task Commit_ManyAtOnceWithFailures_LeaveNoGapAndABreaklessChain()
    {
        await CreateAsync("taken");

        await AtOnceAsync(60, i => Store.CommitAsync(
            new ChangeSet { Nodes = [Create(i % 4 == 0 ? "taken" : $"n{i}")], Audit = [Audit($"{i}"), Audit($"{i}", "bob")] }, Token));

        await AssertChainAsync(90);
    }

    [Fact]
    public async Task Commit_AfterAFailure_GoesOnWithoutAGap()
    {
        await CommitAsync(new ChangeSet { Audit = [Audit("1")] });
        await RefusedAsync(
            ErrorKind.NotFound, ErrorReason.ResourceNotFound, () => CommitAsync(new ChangeSet { Audit = [Audit("lost")], Required = [SourceName("never")] }));
        await CommitAsync(new ChangeSet { Audit = [Audit("2")] });

        Assert.Equal(["1", "2"], (await StoreText.AllEntriesAsync(Store, Token)).Select(e => e.Record.Detail));
        await AssertChainAsync(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAudit_AnyPageSize_GivesTheSameEntries(bool descending)
    {
        await CommitAsync(new ChangeSet { Audit = [.. Enumerable.Range(1, 7).Select(i => Audit($"{i}"))] });
        var expected = Enumerable.Range(1, 7).Select(i => (long)(descending ? 8 - i : i));

        for (var size = 1; size <= 8; size++)
        {
            Assert.Equal(expected, await SequencesAsync(new AuditQuery { Descending = descending, PageSize = size }));
        }
    }

    [Fact]
    public async Task ReadAudit_Conditions_SelectEntries()
    {
        await CommitAsync(new ChangeSet
        {
            Audit =
            [
                Audit("", "ann", "Create", "projects/p/sources/a"), Audit("", "bob", "Create", "projects/p/sources/ab"), Audit("", "ann", "Delete", "projects/p/sources/a"),
                Audit("", "Ann", "Create", "projects/p"), Audit("", "ann", "create", "projects/p.x/sources/a"), Audit("", "ann", "Create", "projects/p/datasets/d/versions/1"),
            ],
        });
        var all = new AuditQuery { PageSize = 2 };

        Assert.Equal([1, 2, 3, 4, 6], await SequencesAsync(all with { Within = Name("projects/p") }));
        Assert.Equal([1, 3], await SequencesAsync(all with { Within = Name("projects/p/sources/a") }));
        Assert.Equal([6], await SequencesAsync(all with { Within = Name("projects/p/datasets/d") }));
        Assert.Equal([1, 3, 5, 6], await SequencesAsync(all with { Actor = "ann" }));
        Assert.Equal([1, 2, 4, 6], await SequencesAsync(all with { Action = "Create" }));
        Assert.Equal([6, 1], await SequencesAsync(all with { Within = Name("projects/p"), Actor = "ann", Action = "Create", Descending = true }));
        Assert.Empty(await SequencesAsync(all with { Actor = "' OR 1=1 --" }));
    }

    [Fact]
    public async Task ReadAudit_PageAfterLaterCommits_GoesOnWhereItEnded()
    {
        await CommitAsync(new ChangeSet { Audit = [Audit("1"), Audit("2"), Audit("3")] });
        var first = await Store.ReadAuditAsync(new AuditQuery { PageSize = 2, Descending = true }, Token);
        await CommitAsync(new ChangeSet { Audit = [Audit("4")] });

        var second = await Store.ReadAuditAsync(new AuditQuery { PageSize = 2, Descending = true, After = first.Next }, Token);

        Assert.Equal(["3", "2", "1"], first.Entries.Concat(second.Entries).Select(e => e.Record.Detail));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task ReadAudit_PageSizeBelowOne_IsRefused() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Store.ReadAuditAsync(new AuditQuery { PageSize = 0 }, Token));

    private async Task<List<long>> SequencesAsync(AuditQuery query)
    {
        var sequences = new List<long>();
        for (var next = query; ;)
        {
            var page = await Store.ReadAuditAsync(next, Token);
            sequences.AddRange(page.Entries.Select(e => e.Sequence));
            if (page.Next is not { } after)
            {
                return sequences;
            }

            next = query with { After = after };
        }
    }

    private async Task AssertChainAsync(int count)
    {
        var entries = await StoreText.AllEntriesAsync(Store, Token);
        Assert.Equal(Enumerable.Range(1, count).Select(i => (long)i), entries.Select(e => e.Sequence));
        var hash = AuditChain.Genesis;
        foreach (var entry in entries)
        {
            hash = AuditChain.Hash(hash, entry.Sequence, entry.Time, entry.Record);
            Assert.Equal(hash, entry.Hash);
        }
    }
}
