using Google.Protobuf.WellKnownTypes;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Profiling;

namespace Lineage.Client;

/// <summary>What is computed here, in the words of the protocol: field by field what the service answers for the same table.</summary>
internal static class TableMapping
{
    public static V1.TableDescription ToWire(this TableDescription description) => new()
    {
        Fingerprint = ToWire(description.Fingerprint),
        Profile = new() { Rows = description.Profile.Rows, Columns = { description.Profile.Columns.Select(ToWire) } },
    };

    public static V1.Fingerprint ToWire(this TableFingerprint fingerprint) => new()
    {
        Algorithm = fingerprint.Algorithm == FingerprintAlgorithm.Sha256 ? V1.FingerprintAlgorithm.Sha256 : V1.FingerprintAlgorithm.Fast,
        Order = fingerprint.Order == RowOrder.Ordered ? V1.RowOrder.Ordered : V1.RowOrder.Multiset,
        Schema = fingerprint.Schema.ToString(),
        Content = fingerprint.Content.ToString(),
        Rows = fingerprint.Rows,
        Columns = { fingerprint.Columns.Select(ToWire) },
        TimeBuckets = fingerprint.TimeBuckets is { } times ? ToWire(times) : null,
        EntityBuckets = fingerprint.EntityBuckets is { } entities ? ToWire(entities) : null,
        CutOffs = { fingerprint.CutOffs.Select(c => new V1.CutOffFingerprint { CutOff = c.CutOff.ToWire(), Fingerprint = c.Fingerprint.ToWire() }) },
        Text = fingerprint.ToString(),
    };

    private static V1.TimeBuckets ToWire(TimeBuckets times) => new()
    {
        Column = times.Column,
        Width = Duration.FromTimeSpan(times.Width),
        Buckets = { times.Buckets.Select(b => new V1.TimeBucket { StartTime = b.Start.ToWire(), Rows = b.Rows, Digest = b.Digest.ToString() }) },
    };

    private static V1.EntityBuckets ToWire(EntityBuckets entities) => new()
    {
        Keys = { entities.Keys },
        Buckets = { entities.Buckets.Select(b => new V1.EntityBucket { Number = b.Number, Rows = b.Rows, Digest = b.Digest.ToString() }) },
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
