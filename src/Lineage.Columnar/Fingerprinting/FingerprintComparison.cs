namespace Lineage.Columnar.Fingerprinting;

/// <summary>Compares fingerprints without reading the data again.</summary>
public static class FingerprintComparison
{
    /// <summary>Says whether and where two tables differ.</summary>
    public static FingerprintDifference Compare(TableFingerprint before, TableFingerprint after)
    {
        if (before.Algorithm != after.Algorithm || before.Order != after.Order)
        {
            return new() { Verdict = FingerprintVerdict.Incomparable, RowsBefore = before.Rows, RowsAfter = after.Rows };
        }

        var identical = before.Schema == after.Schema && before.Content == after.Content && before.Rows == after.Rows;
        var difference = new FingerprintDifference
        {
            Verdict = identical ? FingerprintVerdict.Identical : FingerprintVerdict.Different,
            RowsBefore = before.Rows,
            RowsAfter = after.Rows,
        };
        if (before.Schema == after.Schema)
        {
            difference = difference with
            {
                TimeRanges = BucketComparison.Times(before.TimeBuckets, after.TimeBuckets),
                EntityBuckets = BucketComparison.Entities(before.EntityBuckets, after.EntityBuckets),
                ChangedCutOffs = ChangedCutOffs(before, after),
            };
        }

        return before.Columns.Count == 0 || after.Columns.Count == 0 ? difference : WithColumns(difference, before, after);
    }

    private static List<CutOffDifference> ChangedCutOffs(TableFingerprint before, TableFingerprint after) =>
    [
        .. before.CutOffs
            .Join(after.CutOffs, earlier => earlier.CutOff, later => later.CutOff, (earlier, later) => new CutOffDifference(earlier.CutOff, Compare(earlier.Fingerprint, later.Fingerprint)))
            .Where(cutOff => cutOff.Difference.Verdict != FingerprintVerdict.Identical),
    ];

    private static FingerprintDifference WithColumns(FingerprintDifference difference, TableFingerprint before, TableFingerprint after)
    {
        var earlier = before.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var later = after.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        var pairs = before.Columns.Where(column => later.ContainsKey(column.Name)).Select(column => (Before: column, After: later[column.Name])).ToList();
        string[] Names(Func<ColumnFingerprint, ColumnFingerprint, bool> differs) =>
            [.. pairs.Where(pair => differs(pair.Before, pair.After)).Select(pair => pair.Before.Name)];

        var changed = Names((x, y) => x.LogicalType == y.LogicalType && x.Digest != y.Digest);
        return difference with
        {
            AddedColumns = [.. after.Columns.Where(column => !earlier.ContainsKey(column.Name)).Select(column => column.Name)],
            RemovedColumns = [.. before.Columns.Where(column => !later.ContainsKey(column.Name)).Select(column => column.Name)],
            RetypedColumns = Names((x, y) => x.LogicalType != y.LogicalType),
            NullabilityChanges = Names((x, y) => x.Nullable != y.Nullable),
            ChangedColumns = changed,
            RowsRecombined = before.Schema == after.Schema && before.Rows == after.Rows && changed.Length == 0 && before.Content != after.Content,
        };
    }
}
