using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Profiling;

namespace Lineage.Client;

/// <summary>What is computed here, in the words of the protocol: field by field what the service answers for the same table.</summary>
internal static class TableMapping
{
    public static FingerprintOptions ToLocal(this V1.FingerprintOptions? options) => new()
    {
        Algorithm = options?.Algorithm == V1.FingerprintAlgorithm.Sha256 ? FingerprintAlgorithm.Sha256 : FingerprintAlgorithm.Fast,
        Order = options?.Order == V1.RowOrder.Ordered ? RowOrder.Ordered : RowOrder.Multiset,
    };

    public static V1.TableDescription ToWire(this TableDescription description) => new()
    {
        Fingerprint = ToWire(description.Fingerprint),
        Profile = new() { Rows = description.Profile.Rows, Columns = { description.Profile.Columns.Select(ToWire) } },
    };

    public static V1.CompareFingerprintsResponse ToWire(this FingerprintDifference difference) => new()
    {
        Verdict = difference.Verdict switch
        {
            FingerprintVerdict.Identical => V1.ComparisonVerdict.Identical,
            FingerprintVerdict.Different => V1.ComparisonVerdict.Different,
            _ => V1.ComparisonVerdict.Incomparable,
        },
        AddedColumns = { difference.AddedColumns },
        RemovedColumns = { difference.RemovedColumns },
        RetypedColumns = { difference.RetypedColumns },
        NullabilityChanges = { difference.NullabilityChanges },
        ChangedColumns = { difference.ChangedColumns },
        RowsBefore = difference.RowsBefore,
        RowsAfter = difference.RowsAfter,
        RowsRecombined = difference.RowsRecombined,
    };

    private static V1.Fingerprint ToWire(TableFingerprint fingerprint) => new()
    {
        Algorithm = fingerprint.Algorithm == FingerprintAlgorithm.Sha256 ? V1.FingerprintAlgorithm.Sha256 : V1.FingerprintAlgorithm.Fast,
        Order = fingerprint.Order == RowOrder.Ordered ? V1.RowOrder.Ordered : V1.RowOrder.Multiset,
        Schema = fingerprint.Schema.ToString(),
        Content = fingerprint.Content.ToString(),
        Rows = fingerprint.Rows,
        Columns = { fingerprint.Columns.Select(ToWire) },
        Text = fingerprint.ToString(),
    };

    private static V1.ColumnFingerprint ToWire(ColumnFingerprint column) => new()
    {
        Name = column.Name,
        LogicalType = column.LogicalType,
        Nullable = column.Nullable,
        NullCount = column.NullCount,
        Digest = column.Digest.ToString(),
    };

    private static V1.ColumnProfile ToWire(ColumnProfile column)
    {
        var result = new V1.ColumnProfile
        {
            Name = column.Name,
            LogicalType = column.LogicalType,
            Count = column.Count,
            NullCount = column.NullCount,
            NanCount = column.NanCount,
            Categories = column.Categories is null ? null : new V1.Categories { Values = { column.Categories } },
        };
        Set(column.Minimum, value => result.Minimum = value);
        Set(column.Maximum, value => result.Maximum = value);
        Set(column.Mean, value => result.Mean = value);
        Set(column.StandardDeviation, value => result.StandardDeviation = value);
        return result;
    }

    /// <summary>A number that is not there stays unset; a field of the protocol has no null.</summary>
    private static void Set(double? value, Action<double> set)
    {
        if (value is { } given)
        {
            set(given);
        }
    }
}
