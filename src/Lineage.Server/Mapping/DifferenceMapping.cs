using Lineage.Columnar.Fingerprinting;
using Lineage.Core.Datasets;

namespace Lineage.Server.Mapping;

/// <summary>What differs between fingerprints.</summary>
internal static class DifferenceMapping
{
    public static V1.CompareFingerprintsResponse ToWire(this ComparedFingerprints compared)
    {
        var response = compared.Difference.ToWire();
        if (compared.ComparedCutOffs > 0)
        {
            response.ChangedCutOffs = new() { Compared = compared.ComparedCutOffs, CutOffs = { compared.Difference.ChangedCutOffs.Select(ToWire) } };
        }

        return response;
    }

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
        TimeRanges = difference.TimeRanges is null ? null : new() { Ranges = { difference.TimeRanges.Select(ToWire) } },
        EntityBuckets = difference.EntityBuckets is null ? null : new() { Buckets = { difference.EntityBuckets.Select(ToWire) } },
    };

    private static V1.TimeRangeDifference ToWire(TimeRangeDifference range) =>
        new() { StartTime = range.Start.ToWire(), EndTime = range.End.ToWire(), RowsBefore = range.RowsBefore, RowsAfter = range.RowsAfter };

    private static V1.EntityBucketDifference ToWire(EntityBucketDifference bucket) => new() { Number = bucket.Number, RowsBefore = bucket.RowsBefore, RowsAfter = bucket.RowsAfter };

    private static V1.CutOffDifference ToWire(CutOffDifference cutOff) => new() { CutOff = cutOff.CutOff.ToWire(), Difference = cutOff.Difference.ToWire() };
}
