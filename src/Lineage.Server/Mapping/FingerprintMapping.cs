using Google.Protobuf;
using Lineage.Columnar.Fingerprinting;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;

namespace Lineage.Server.Mapping;

/// <summary>Fingerprints as the graph keeps them.</summary>
internal static class FingerprintMapping
{
    /// <exception cref="LineageException">A digest is missing or is not hexadecimal, a count is negative, or buckets contradict the table.</exception>
    public static DataFingerprint ToDomain(this V1.Fingerprint fingerprint, string field)
    {
        var violations = new Violations();
        violations.Require(IsDigest(fingerprint.Schema), $"{field}.schema", "must be a hexadecimal digest");
        violations.Require(IsDigest(fingerprint.Content), $"{field}.content", "must be a hexadecimal digest");
        violations.Require(fingerprint.Rows >= 0, $"{field}.rows", "must not be negative");
        violations.Require(fingerprint.Text.Length > 0, $"{field}.text");
        foreach (var (i, column) in fingerprint.Columns.Index())
        {
            violations.Require(IsDigest(column.Digest), $"{field}.columns[{i}].digest", "must be a hexadecimal digest");
        }

        var plain = fingerprint.ToPlain();
        var result = plain with
        {
            TimeBuckets = fingerprint.TimeBuckets?.ToDomain(fingerprint.Rows, $"{field}.time_buckets", violations),
            EntityBuckets = fingerprint.EntityBuckets?.ToDomain(fingerprint.Rows, $"{field}.entity_buckets", violations),
            CutOffs = fingerprint.CutOffs.ToDomain(plain, $"{field}.cut_offs", violations),
        };
        violations.ThrowIfAny();
        return result;
    }

    /// <summary>As the answers about versions have it, without buckets and cut-offs: most who ask for a version look at none of them.</summary>
    public static V1.Fingerprint ToWire(this DataFingerprint fingerprint) => new()
    {
        Algorithm = fingerprint.Algorithm == "sha256" ? V1.FingerprintAlgorithm.Sha256 : V1.FingerprintAlgorithm.Fast,
        Order = fingerprint.Order == "ordered" ? V1.RowOrder.Ordered : V1.RowOrder.Multiset,
        Schema = fingerprint.Schema,
        Content = fingerprint.Content,
        Rows = fingerprint.Rows,
        Columns =
        {
            fingerprint.Columns.Select(c => new V1.ColumnFingerprint
            {
                Name = c.Name,
                LogicalType = c.LogicalType,
                Nullable = c.Nullable,
                NullCount = c.NullCount,
                Digest = c.Digest,
            }),
        },
        Text = fingerprint.Text,
    };

    /// <summary>All of it.</summary>
    public static V1.Fingerprint ToWholeWire(this DataFingerprint fingerprint)
    {
        var whole = fingerprint.ToWire();
        whole.TimeBuckets = fingerprint.TimeBuckets?.ToWire();
        whole.EntityBuckets = fingerprint.EntityBuckets?.ToWire();
        whole.CutOffs.Add(fingerprint.CutOffs?.Select(BucketMapping.ToWire) ?? []);
        return whole;
    }

    public static V1.TableDescription ToWire(this TableDescription table, bool includeState = false) => new()
    {
        Fingerprint = DataFingerprint.From(table.Fingerprint).ToWholeWire(),
        Profile = table.Profile.ToWire(),
        State = includeState && table.State is { } state ? UnsafeByteOperations.UnsafeWrap(state.ToBytes()) : ByteString.Empty,
    };

    public static V1.FingerprintProgress ToWire(this TableProgress progress) => new()
    {
        Rows = progress.Rows,
        TotalRows = progress.TotalRows ?? 0,
        Bytes = progress.Bytes,
        TotalBytes = progress.TotalBytes,
        RowsPerSecond = progress.RowsPerSecond,
        BytesPerSecond = progress.BytesPerSecond,
    };

    public static V1.MergeFingerprintStatesResponse ToWire(this FingerprintState state) => new()
    {
        Fingerprint = DataFingerprint.From(state.Finish()).ToWholeWire(),
        State = UnsafeByteOperations.UnsafeWrap(state.ToBytes()),
    };

    private static DataFingerprint ToPlain(this V1.Fingerprint fingerprint) => new()
    {
        Algorithm = fingerprint.Algorithm == V1.FingerprintAlgorithm.Sha256 ? "sha256" : "fast",
        Order = fingerprint.Order == V1.RowOrder.Ordered ? "ordered" : "multiset",
        Schema = fingerprint.Schema,
        Content = fingerprint.Content,
        Rows = fingerprint.Rows,
        Columns = [.. fingerprint.Columns.Select(c => new ColumnDigest(c.Name, c.LogicalType, c.Nullable, c.NullCount, c.Digest))],
        Text = fingerprint.Text,
    };

    private static bool IsDigest(string text) => text.Length is >= 16 and <= 128 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigitLower);
}
