using System.Globalization;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance.Reference;
using Lineage.Storage.Conformance.Samples;

namespace Lineage.Storage.Conformance.Generated;

/// <summary>
/// Random histories, applied to the store and to the oracle: every commit must have the same outcome, and every read the same answer. A failure names seed and step.
/// </summary>
public abstract class OracleConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    private const int Steps = 120;
    private readonly List<CommitTime> _times = [];
    private readonly Dictionary<(bool IsOracle, ResourceName Name), List<string>> _etags = [];
    private ILineageStore _oracle = null!;
    private Randomness _random = null!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(20261124)]
    public async Task History_OfRandomCommits_IsAnsweredAsTheOracleAnswers(int seed)
    {
        _random = new Randomness(seed);
        await using var oracle = new ReferenceStore(Clock);
        _oracle = oracle;
        for (var step = 1; step <= Steps; step++)
        {
            try
            {
                await CommitToBothAsync(step);
                await CompareReadsAsync();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"The store differs from the oracle: seed {seed}, step {step}. {e.Message}", e);
            }
        }

        Assert.True(_times.Count > Steps / 4, "hardly any commit succeeded, so hardly anything was compared");
        Assert.Equal(await TextOfAsync(_oracle), await TextOfAsync(Store));
    }

    private async Task CommitToBothAsync(int step)
    {
        var names = _random.Some(4, _random.AnyName).Distinct().ToList();
        var known = await _oracle.FindManyAsync(names, Token);
        var writes = names.Zip(known).Select(n => AnyWrite(n.First, n.Second)).ToList();
        var repeats = _random.Chance(0.1);
        var changes = new ChangeSet
        {
            OpenedEdges = _random.Some(3, _random.AnyOpening),
            ClosedEdges = _random.Some(2, _random.AnyEdge),
            Required = _random.Chance(0.1) ? [_random.AnyName()] : [],
            Metrics = _random.Chance(0.3) ? [new MetricAppend(Sample.RunName("a"), _random.Some(4, _random.AnyPoint))] : [],
            Audit = _random.Some(2, _random.AnyRecord),
            Idempotency = _random.Chance(0.4) ? new IdempotencyKey($"{(repeats ? step / 2 : step)}", repeats ? $"{step % 3}" : "digest") : null,
        };

        // Most random links are broken; where the ends are known to live, more of the history takes hold.
        if (_random.Chance(0.7))
        {
            changes = changes with { OpenedEdges = await LivingAsync(changes.OpenedEdges) };
        }

        Clock.Advance(TimeSpan.FromMilliseconds(10));
        var expected = await OutcomeAsync(_oracle, changes, writes, isOracle: true);
        var actual = await OutcomeAsync(Store, changes, writes, isOracle: false);
        Assert.Equal(expected, actual);
        if (changes.Idempotency is { } key)
        {
            Assert.Equal(await FoundAsync(_oracle, key), await FoundAsync(Store, key));
        }
    }

    /// <summary>A write that has a fair chance to be right, with the etag as a choice among those the name had: each store has its own.</summary>
    private (WriteKind Kind, ResourceName Name, NodeContent Content, int? Etag) AnyWrite(ResourceName name, Node? known)
    {
        var kind = known is null || _random.Chance(0.05) ? WriteKind.Create : _random.Chance(0.15) ? WriteKind.Delete : WriteKind.Replace;
        var etag = _random.Chance(0.5) ? (int?)null : _random.Chance(0.8) ? 0 : 1;
        return (kind, name, _random.Content(name), etag);
    }

    private async Task<List<EdgeOpening>> LivingAsync(IReadOnlyList<EdgeOpening> openings)
    {
        var living = new List<EdgeOpening>();
        foreach (var opening in openings)
        {
            var ends = await _oracle.FindManyAsync([opening.Key.From, opening.Key.To], Token);
            if (ends.All(e => e is { IsTombstone: false }))
            {
                living.Add(opening);
            }
        }

        return living;
    }

    private async Task<string> OutcomeAsync(
        ILineageStore store, ChangeSet changes, List<(WriteKind Kind, ResourceName Name, NodeContent Content, int? Etag)> writes, bool isOracle)
    {
        string? EtagOf(ResourceName name, int? back) => back is not { } steps ? null : _etags.TryGetValue((isOracle, name), out var had) && had.Count > steps ? had[^(steps + 1)] : "none";
        var nodes = writes.Select(w => w.Kind switch
        {
            WriteKind.Create => NodeWrite.Create(w.Name, w.Content),
            WriteKind.Replace => NodeWrite.Replace(w.Name, w.Content, EtagOf(w.Name, w.Etag)),
            _ => NodeWrite.Delete(w.Name, EtagOf(w.Name, w.Etag)),
        }).ToList();
        try
        {
            var result = await store.CommitAsync(changes with { Nodes = nodes }, Token);
            foreach (var node in result.Replayed ? [] : result.Nodes)
            {
                (_etags.TryGetValue((isOracle, node.Name), out var had) ? had : _etags[(isOracle, node.Name)] = []).Add(node.Etag);
            }

            if (isOracle)
            {
                _times.Add(result.Time);
            }

            return Text(result);
        }
        catch (LineageException refused)
        {
            return $"{refused.Kind} {refused.Reason} {refused.Metadata.GetValueOrDefault("resource")}";
        }
    }

    private async Task CompareReadsAsync()
    {
        for (var i = 0; i < 2; i++)
        {
            var listing = _random.AnyListing(_times);
            await CompareAsync(listing, async s => string.Join('\n', (await StoreText.AllNodesAsync(s, listing, Token)).Select(StoreText.Of)));
            var trace = _random.AnyTrace(_times);
            await CompareAsync(trace, async s => await TraceTextAsync(s, trace));
        }

        var names = _random.Some(4, _random.AnyName);
        await CompareAsync(names, async s => string.Join('\n', (await s.FindManyAsync(names, Token)).Select(StoreText.Of)));
        var edges = new EdgeQuery
        {
            Node = _random.AnyName(),
            Direction = _random.Pick([TraceDirection.Upstream, TraceDirection.Downstream]),
            Kinds = _random.AnyKinds(),
            AsOf = _random.AnyTime(_times),
            PageSize = _random.Next(1, 4),
        };
        await CompareAsync(edges, async s => string.Join('\n', (await StoreText.AllEdgesAsync(s, edges, Token)).Select(StoreText.Of)));
        await ComparePathsAsync();
    }

    /// <summary>Among several shortest paths a store may choose, so their lengths are compared, and the path itself is checked edge by edge.</summary>
    private async Task ComparePathsAsync()
    {
        var query = new PathQuery
        {
            From = _random.AnyName(),
            To = _random.AnyName(),
            Direction = _random.Pick(Enum.GetValues<TraceDirection>()),
            MaxDepth = _random.Pick([0, 1, 2, 100]),
            NodeBudget = 1_000,
            AsOf = _random.AnyTime(_times),
        };
        await CompareAsync(query, async s =>
        {
            var path = await s.FindPathAsync(query, Token);
            foreach (var (i, edge) in path.Edges.Index())
            {
                var (here, there) = (path.Nodes[i].Name, path.Nodes[i + 1].Name);
                var isAlong = query.Direction != TraceDirection.Downstream && edge.From.Equals(here) && edge.To.Equals(there);
                var isAgainst = query.Direction != TraceDirection.Upstream && edge.From.Equals(there) && edge.To.Equals(here);
                Assert.True(isAlong || isAgainst, $"{StoreText.Of(edge)} does not join {here} and {there}");
            }

            Assert.Equal(Math.Max(path.Nodes.Count - 1, 0), path.Edges.Count);
            return string.Create(CultureInfo.InvariantCulture, $"{path.Nodes.Count} {path.Completeness}");
        });
    }

    private async Task CompareAsync(object query, Func<ILineageStore, Task<string>> read)
    {
        var (expected, actual) = (await AnswerAsync(_oracle, read), await AnswerAsync(Store, read));
        Assert.True(expected == actual, $"{query}\nexpected: {expected}\nactual: {actual}");
    }

    private static async Task<string> AnswerAsync(ILineageStore store, Func<ILineageStore, Task<string>> read)
    {
        try
        {
            return await read(store);
        }
        catch (LineageException refused)
        {
            return $"{refused.Kind} {refused.Reason} {refused.Metadata.GetValueOrDefault("resource")}";
        }
    }

    private static async Task<string> TraceTextAsync(ILineageStore store, TraceQuery query)
    {
        var events = new List<string>();
        await foreach (var traced in store.TraceAsync(query, Token))
        {
            events.Add(StoreText.Of(traced));
        }

        return string.Join('\n', events);
    }

    private static Task<string> FoundAsync(ILineageStore store, IdempotencyKey key) =>
        AnswerAsync(store, async s => await s.FindCommitAsync(key, Token) is { } found ? Text(found) : "none");

    private static string Text(CommitResult result) => $"{result.Time} {result.Replayed} {string.Join('\n', result.Nodes.Select(StoreText.Of))}";

    /// <summary>The whole state without etags, which each store makes as it likes.</summary>
    private static Task<string> TextOfAsync(ILineageStore store) => StoreText.OfAsync(store, Token, withEtags: false);
}
