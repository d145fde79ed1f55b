namespace Lineage.Columnar.Fingerprinting;

/// <summary>What kind of fingerprint to make, and by which columns it shall say where tables differ.</summary>
public sealed record FingerprintOptions
{
    /// <summary>Each cut-off holds sums and buckets of its own, so that many would hold a lot.</summary>
    public const int MaxCutOffs = 10_000;

    public FingerprintAlgorithm Algorithm { get; init; } = FingerprintAlgorithm.Fast;

    public RowOrder Order { get; init; } = RowOrder.Multiset;

    /// <summary>The column of event times, a timestamp or a date: rows fall into time buckets by it. None when null.</summary>
    public string? EventTimeColumn { get; init; }

    /// <summary>The column of knowledge times that <see cref="CutOffs"/> look at. None when null: then only event times bound what is visible.</summary>
    public string? KnownAtColumn { get; init; }

    /// <summary>The columns of the entity's key: rows fall into entity buckets by them. No entity buckets when empty.</summary>
    public IReadOnlyList<string> EntityKeys { get; init; } = [];

    /// <summary>Also the fingerprints of the rows visible at each of these, in the same pass. At most <see cref="MaxCutOffs"/>. Needs <see cref="EventTimeColumn"/>, and rows without order.</summary>
    public IReadOnlyList<CutOff> CutOffs { get; init; } = [];

    /// <summary>Whether states of both add up.</summary>
    internal bool Matches(FingerprintOptions other) =>
        Algorithm == other.Algorithm && Order == other.Order && EventTimeColumn == other.EventTimeColumn && KnownAtColumn == other.KnownAtColumn
        && EntityKeys.SequenceEqual(other.EntityKeys, StringComparer.Ordinal) && CutOffs.Select(cutOff => (cutOff.LastEvent, cutOff.LastKnown)).SequenceEqual(other.CutOffs.Select(cutOff => (cutOff.LastEvent, cutOff.LastKnown)));
}
