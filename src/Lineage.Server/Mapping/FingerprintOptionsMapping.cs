using Google.Protobuf;
using Lineage.Columnar.Fingerprinting;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;

namespace Lineage.Server.Mapping;

/// <summary>How tables are to be fingerprinted.</summary>
internal static class FingerprintOptionsMapping
{
    /// <exception cref="LineageException">A time is out of range, or the options contradict each other.</exception>
    public static FingerprintRequest ToDomain(this V1.FingerprintOptions? options, string field)
    {
        options ??= new();
        var violations = new Violations();
        var cutOffs = options.CutOffs.Select((c, i) => c.ToDomain($"{field}.cut_offs[{i}]", violations)).ToList();
        violations.ThrowIfAny();
        return new(
            new()
            {
                Algorithm = options.Algorithm == V1.FingerprintAlgorithm.Sha256 ? FingerprintAlgorithm.Sha256 : FingerprintAlgorithm.Fast,
                Order = options.Order == V1.RowOrder.Ordered ? RowOrder.Ordered : RowOrder.Multiset,
                EventTimeColumn = options.EventTimeColumn.Length == 0 ? null : options.EventTimeColumn,
                KnownAtColumn = options.KnownAtColumn.Length == 0 ? null : options.KnownAtColumn,
                EntityKeys = [.. options.EntityKeys],
                CutOffs = cutOffs,
            },
            field);
    }

    /// <summary>Options as JSON, by the mapping of protobuf.</summary>
    /// <exception cref="LineageException">The text is not that.</exception>
    public static FingerprintRequest ToFingerprintRequest(this ByteString json, string field)
    {
        try
        {
            return (json.IsEmpty ? null : JsonParser.Default.Parse<V1.FingerprintOptions>(json.ToStringUtf8())).ToDomain(field);
        }
        catch (Exception wrong) when (wrong is InvalidProtocolBufferException or InvalidJsonException or InvalidOperationException)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, field, $"is no JSON of lineage.v1.FingerprintOptions: {wrong.Message}");
        }
    }
}
