using Lineage.Columnar.Time;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance.Samples;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Generated;

/// <summary>
/// Change sets and queries from a seed, over a universe of few names, so that they meet: writes of the same name, edges of the same ends, filters that match.
/// Everything is drawn before any store is asked, so two stores get the same.
/// </summary>
internal sealed class Randomness(int seed)
{
    private static readonly string[] Ids = ["a", "A", "b", "c", "d", "é", "ａ", "𝒳", "a.1", "a-1"];
    private static readonly string[] Texts = ["", "a", "A", "ab", "b", "é", "ａ", "𝒳", "nul\0"];
    private static readonly EdgeKind[] EdgeKinds = [EdgeKind.DerivedFrom, EdgeKind.BuiltFrom, EdgeKind.VerifiedBy];
    private readonly Random _random = new(seed);

    public bool Chance(double probability) => _random.NextDouble() < probability;

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    public int Next(int least, int greatest) => _random.Next(least, greatest + 1);

    public ResourceName AnyName() => Next(0, 9) switch
    {
        < 6 => SourceName(Pick(Ids)),
        < 8 => RunName(Pick(Ids[..3])),
        _ => Name($"projects/p/datasets/{Pick(Ids[..2])}/versions/{Pick(Ids)}"),
    };

    public NodeContent Content(ResourceName name) => name.Kind switch
    {
        NodeKind.Source => Source(Pick(Texts), ("t", Pick(Texts)), (Pick(Texts), Pick(Texts))) with
        {
            Fingerprint = Chance(0.5) ? NodeContentSamples.Fingerprint with { Rows = Next(-2, 2) } : null,
        },
        NodeKind.DatasetVersion => Version(Pick(Texts)),
        _ => Run(),
    };

    public List<T> Some<T>(int most, Func<T> make) => [.. Enumerable.Range(0, Next(0, most)).Select(_ => make())];

    public EdgeKey AnyEdge() => new(AnyName(), Pick(EdgeKinds), AnyName());

    public EdgeOpening AnyOpening() => new(AnyEdge(), Chance(0.3) ? new Dictionary<string, string> { [Pick(Texts)] = Pick(Texts), ["z"] = "1" } : null);

    public MetricPoint AnyPoint() => new(Pick(Texts), Next(-2, 2), Pick([1.5, double.NaN, double.NegativeInfinity, 3]), new Instant(Next(-1, 1)));

    public AuditRecord AnyRecord() => Audit(Pick(Texts), Pick(Texts), Pick(["Create", "Delete"]), AnyName().Value, Pick(Texts));

    public IReadOnlySet<EdgeKind>? AnyKinds() => Chance(0.6) ? null : EdgeKinds.Where(_ => Chance(0.6)).ToHashSet();

    public CommitTime? AnyTime(IReadOnlyList<CommitTime> times) =>
        times.Count == 0 || Chance(0.5) ? null : new CommitTime(new Instant(Pick(times).Instant.UnixNanoseconds + Next(-1, 1)));

    public NodeQuery AnyListing(IReadOnlyList<CommitTime> times) => new()
    {
        Kind = Pick([NodeKind.Source, NodeKind.Source, NodeKind.Run, NodeKind.DatasetVersion]),
        Within = Chance(0.5) ? null : Pick([Name("projects/p"), Name("projects/p/datasets/a"), Name("projects/p/experiments/e"), Name("projects/q")]),
        Filters = Some(2, () => AnyFilter(times)),
        Order = Pick(Enum.GetValues<NodeOrder>()),
        Descending = Chance(0.5),
        ShowDeleted = Chance(0.5),
        PageSize = Next(1, 5),
    };

    public TraceQuery AnyTrace(IReadOnlyList<CommitTime> times) => new()
    {
        Roots = [AnyName(), .. Some(2, AnyName)],
        Direction = Pick(Enum.GetValues<TraceDirection>()),
        MaxDepth = Pick([0, 1, 2, 3, 100]),
        NodeBudget = Pick([1, 2, 3, 5, 8, 1_000]),
        EdgeKinds = AnyKinds(),
        AsOf = AnyTime(times),
    };

    private PropertyFilter AnyFilter(IReadOnlyList<CommitTime> times)
    {
        var property = Pick(["name", "create_time", "update_time", "owner", "tags.t", "rows", "never"]);
        PropertyValue value = property switch
        {
            _ when Chance(0.15) => Chance(0.5) ? true : 1.0,
            "name" => AnyName().Value,
            "create_time" or "update_time" => (AnyTime(times)?.ToString() ?? "2026-11-24T10:00:1"),
            "rows" => Chance(0.5) ? Next(-2, 2) : Next(-4, 4) / 2.0,
            _ => Pick(Texts),
        };
        return new PropertyFilter(property, Pick(Enum.GetValues<FilterOperator>()), value);
    }
}
