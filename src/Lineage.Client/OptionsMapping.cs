using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;

namespace Lineage.Client;

/// <summary>How to fingerprint, from the words of the protocol: option by option what the service does with them.</summary>
internal static class OptionsMapping
{
    /// <exception cref="ArgumentException">A cut-off has no event time.</exception>
    public static FingerprintOptions ToLocal(this V1.FingerprintOptions? options) => new()
    {
        Algorithm = options?.Algorithm == V1.FingerprintAlgorithm.Sha256 ? FingerprintAlgorithm.Sha256 : FingerprintAlgorithm.Fast,
        Order = options?.Order == V1.RowOrder.Ordered ? RowOrder.Ordered : RowOrder.Multiset,
        EventTimeColumn = string.IsNullOrEmpty(options?.EventTimeColumn) ? null : options.EventTimeColumn,
        KnownAtColumn = string.IsNullOrEmpty(options?.KnownAtColumn) ? null : options.KnownAtColumn,
        EntityKeys = [.. options?.EntityKeys ?? []],
        CutOffs = [.. options?.CutOffs.Select(ToLocal) ?? []],
    };

    private static CutOff ToLocal(V1.CutOff cutOff) => cutOff.EventTime is { } time
        ? new(new EventTime(time.ToInstant()), cutOff.KnownAt is { } known ? new KnowledgeTime(known.ToInstant()) : null)
        : throw new ArgumentException("A cut-off needs an event time.", nameof(cutOff));
}
