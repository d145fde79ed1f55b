using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Finds everything that is wrong with a split check's arguments, before a row is read.</summary>
internal static class SplitSpecificationCheck
{
    /// <exception cref="AuditSpecificationException">Something is wrong.</exception>
    public static void Require(IReadOnlyList<SplitTable> splits, IReadOnlyList<string> entityKeys, string? timeColumn)
    {
        var violations = new ViolationList();
        if (splits.Count < 2)
        {
            violations.Add("paths", "at least two splits are needed");
        }

        if (entityKeys.Count == 0)
        {
            violations.Add("entity_keys", "at least one column is needed");
        }

        HashSet<string> names = [];
        foreach (var split in splits)
        {
            if (string.IsNullOrEmpty(split.Split))
            {
                violations.Add("paths", "a split has no id");
            }
            else if (!names.Add(split.Split))
            {
                violations.Add("paths", $"split '{split.Split}' is given twice");
            }
        }

        for (var index = 0; index < entityKeys.Count; index++)
        {
            CheckKey(violations, splits, entityKeys, index);
        }

        if (timeColumn is not null)
        {
            CheckTimes(violations, splits, timeColumn);
        }

        violations.ThrowIfAny();
    }

    /// <summary>As the other, for the splits of one table.</summary>
    /// <exception cref="AuditSpecificationException">Something is wrong.</exception>
    public static void Require(ITableSource table, SplitSpecification specification)
    {
        SplittingCheck.Require(table, specification);
        if (specification.EntityKeys.Count == 0)
        {
            throw new AuditSpecificationException([new("entity_keys", "at least one column is needed")]);
        }
    }

    private static void CheckKey(ViolationList violations, IReadOnlyList<SplitTable> splits, IReadOnlyList<string> keys, int index)
    {
        var at = $"entity_keys[{index}]";
        if (keys.Take(index).Contains(keys[index], StringComparer.Ordinal))
        {
            violations.Add(at, $"'{keys[index]}' is given twice");
        }

        var fields = splits.Select(split => violations.Column(split.Table, keys[index], at)).ToList();
        RequireLike(violations, splits, fields, at, (left, right) => LogicalType.Of(left) == LogicalType.Of(right));
    }

    private static void CheckTimes(ViolationList violations, IReadOnlyList<SplitTable> splits, string column)
    {
        var fields = splits.Select(split => violations.TimeColumn(split.Table, column, "time_column")).ToList();

        // Dates go with either clock, so the first timestamp is what the others are held against.
        var first = fields.FindIndex(field => field is not null && LogicalType.Of(field) != LogicalType.Date);
        RequireLike(violations, splits, fields, "time_column", (left, right) => !ViolationList.AreOnDifferentClocks(left, right), Math.Max(first, 0));
    }

    private static void RequireLike(
        ViolationList violations, IReadOnlyList<SplitTable> splits, List<Field?> fields, string at, Func<Field, Field, bool> alike, int? pattern = null)
    {
        var first = pattern ?? fields.FindIndex(field => field is not null);
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index] is { } field && first >= 0 && fields[first] is { } other && !alike(field, other))
            {
                violations.Add(
                    at,
                    $"'{field.Name}' is {LogicalType.Of(field)} in split '{splits[index].Split}', but {LogicalType.Of(other)} in split '{splits[first].Split}'");
            }
        }
    }
}
