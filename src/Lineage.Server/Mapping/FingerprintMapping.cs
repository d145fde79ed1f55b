using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Profiling;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;

namespace Lineage.Server.Mapping;

/// <summary>Fingerprints and profiles as the graph keeps them.</summary>
internal static class FingerprintMapping
{
    /// <exception cref="LineageException">A digest is missing or is not hexadecimal, or a count is negative.</exception>
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

        violations.ThrowIfAny();
        return new DataFingerprint
        {
            Algorithm = fingerprint.Algorithm == V1.FingerprintAlgorithm.Sha256 ? "sha256" : "fast",
            Order = fingerprint.Order == V1.RowOrder.Ordered ? "ordered" : "multiset",
            Schema = fingerprint.Schema,
            Content = fingerprint.Content,
            Rows = fingerprint.Rows,
            Columns = [.. fingerprint.Columns.Select(c => new ColumnDigest(c.Name, c.LogicalType, c.Nullable, c.NullCount, c.Digest))],
            Text = fingerprint.Text,
        };
    }

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

    public static FingerprintOptions ToDomain(this V1.FingerprintOptions? options) => new()
    {
        Algorithm = options?.Algorithm == V1.FingerprintAlgorithm.Sha256 ? FingerprintAlgorithm.Sha256 : FingerprintAlgorithm.Fast,
        Order = options?.Order == V1.RowOrder.Ordered ? RowOrder.Ordered : RowOrder.Multiset,
    };

    public static V1.TableDescription ToWire(this TableDescription description) =>
        new() { Fingerprint = DataFingerprint.From(description.Fingerprint).ToWire(), Profile = description.Profile.ToWire() };

    public static V1.CompareFingerprintsResponse ToWire(this FingerprintDifference difference) => new()
    {
        Verdict = difference.Verdict.To<FingerprintVerdict, V1.ComparisonVerdict>(),
        AddedColumns = { difference.AddedColumns },
        RemovedColumns = { difference.RemovedColumns },
        RetypedColumns = { difference.RetypedColumns },
        NullabilityChanges = { difference.NullabilityChanges },
        ChangedColumns = { difference.ChangedColumns },
        RowsBefore = difference.RowsBefore,
        RowsAfter = difference.RowsAfter,
        RowsRecombined = difference.RowsRecombined,
    };

    public static TableProfile ToDomain(this V1.TableProfile profile) => new(profile.Rows, [.. profile.Columns.Select(ToDomain)]);

    public static V1.TableProfile ToWire(this TableProfile profile) => new() { Rows = profile.Rows, Columns = { profile.Columns.Select(ToWire) } };

    private static ColumnProfile ToDomain(V1.ColumnProfile column) => new()
    {
        Name = column.Name,
        LogicalType = column.LogicalType,
        Count = column.Count,
        NullCount = column.NullCount,
        NanCount = column.NanCount,
        Minimum = column.HasMinimum ? column.Minimum : null,
        Maximum = column.HasMaximum ? column.Maximum : null,
        Mean = column.HasMean ? column.Mean : null,
        StandardDeviation = column.HasStandardDeviation ? column.StandardDeviation : null,
        Categories = column.Categories is null ? null : [.. column.Categories.Values],
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
        };
        if (column.Minimum is { } minimum)
        {
            result.Minimum = minimum;
        }

        if (column.Maximum is { } maximum)
        {
            result.Maximum = maximum;
        }

        if (column.Mean is { } mean)
        {
            result.Mean = mean;
        }

        if (column.StandardDeviation is { } deviation)
        {
            result.StandardDeviation = deviation;
        }

        result.Categories = column.Categories is null ? null : new V1.Categories { Values = { column.Categories } };
        return result;
    }

    private static bool IsDigest(string text) => text.Length is >= 16 and <= 128 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigitLower);
}
