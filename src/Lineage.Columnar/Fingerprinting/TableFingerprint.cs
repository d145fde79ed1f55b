using System.Globalization;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>The logical fingerprint of a table: three answers (schema, content, rows) and a digest for each column.</summary>
public sealed record TableFingerprint
{
    public required FingerprintAlgorithm Algorithm { get; init; }

    public required RowOrder Order { get; init; }

    /// <summary>Of the names and logical types, whatever the order of columns and their nullability.</summary>
    public required Digest Schema { get; init; }

    /// <summary>Of the values, together with the names and logical types of the columns that hold them.</summary>
    public required Digest Content { get; init; }

    /// <summary>How many rows.</summary>
    public required long Rows { get; init; }

    /// <summary>By the UTF-8 order of names. Empty when parsed from the printed form.</summary>
    public IReadOnlyList<ColumnFingerprint> Columns { get; init; } = [];

    /// <summary>The rows by event time, where that was asked for.</summary>
    public TimeBuckets? TimeBuckets { get; init; }

    /// <summary>The rows by entity, where that was asked for.</summary>
    public EntityBuckets? EntityBuckets { get; init; }

    /// <summary>Of the rows visible at each cut-off that was asked for, in that order.</summary>
    public IReadOnlyList<CutOffFingerprint> CutOffs { get; init; } = [];

    /// <summary>Reads the printed form.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TableFingerprint? fingerprint)
    {
        fingerprint = null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var parts = text[(colon + 1)..].Split('.');
        if (colon < 0 || parts.Length != 3 || Kind(text[..colon]) is not var (algorithm, order))
        {
            return false;
        }

        var length = algorithm == FingerprintAlgorithm.Fast ? Digest.FastLength : Digest.Sha256Length;
        if (!Digest.TryParse(parts[0], out var schema) || !Digest.TryParse(parts[1], out var content) || schema.Length != length || content.Length != length
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var rows)
            || rows.ToString(CultureInfo.InvariantCulture) != parts[2])
        {
            return false;
        }

        fingerprint = new() { Algorithm = algorithm, Order = order, Schema = schema, Content = content, Rows = rows };
        return true;
    }

    /// <summary><c>lf1:schema.content.rows</c>, with <c>-sha256</c> and <c>-ordered</c> after <c>lf1</c> where they apply.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix(Algorithm, Order)}:{Schema}.{Content}.{Rows}");

    internal static string Prefix(FingerprintAlgorithm algorithm, RowOrder order) =>
        $"lf1{(algorithm == FingerprintAlgorithm.Sha256 ? "-sha256" : "")}{(order == RowOrder.Ordered ? "-ordered" : "")}";

    private static (FingerprintAlgorithm Algorithm, RowOrder Order)? Kind(string prefix) => prefix switch
    {
        "lf1" => (FingerprintAlgorithm.Fast, RowOrder.Multiset),
        "lf1-ordered" => (FingerprintAlgorithm.Fast, RowOrder.Ordered),
        "lf1-sha256" => (FingerprintAlgorithm.Sha256, RowOrder.Multiset),
        "lf1-sha256-ordered" => (FingerprintAlgorithm.Sha256, RowOrder.Ordered),
        _ => null,
    };
}
