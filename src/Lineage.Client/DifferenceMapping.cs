using Lineage.Columnar.Fingerprinting;

namespace Lineage.Client;

/// <summary>What differs between tables of this machine, in the words of the protocol: field by field what the service answers for the same fingerprints.</summary>
internal static class DifferenceMapping
{
    public static V1.CompareFingerprintsResponse Compare(TableFingerprint before, TableFingerprint after)
    {
        var difference = FingerprintComparison.Compare(before, after);
        var response = difference.ToWire();
        var common = before.CutOffs.Select(c => c.CutOff).Intersect(after.CutOffs.Select(c => c.CutOff)).Count();
        if (common > 0 && difference.Verdict != FingerprintVerdict.Incomparable && before.Schema == after.Schema)
        {
            response.ChangedCutOffs = new() { Compared = common, CutOffs = { difference.ChangedCutOffs.Select(ToWire) } };
        }

        return response;
    }

    /// <summary>Without cut-offs, about which a difference alone does not tell whether there were any.</summary>
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
        TimeRanges = difference.TimeRanges is null ? null : new() { Ranges = { difference.TimeRanges.Select(ToWire) } },
        EntityBuckets = difference.EntityBuckets is null ? null : new() { Buckets = { difference.EntityBuckets.Select(ToWire) } },
    };

    private static V1.TimeRangeDifference ToWire(TimeRangeDifference range) =>
        new() { StartTime = range.Start.ToWire(), EndTime = range.End.ToWire(), RowsBefore = range.RowsBefore, RowsAfter = range.RowsAfter };

    private static V1.EntityBucketDifference ToWire(EntityBucketDifference bucket) => new() { Number = bucket.Number, RowsBefore = bucket.RowsBefore, RowsAfter = bucket.RowsAfter };

    private static V1.CutOffDifference ToWire(CutOffDifference cutOff) => new() { CutOff = cutOff.CutOff.ToWire(), Difference = cutOff.Difference.ToWire() };
}
