using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Collects the violations of a specification while its columns are looked up.</summary>
internal sealed class ViolationList
{
    private readonly List<SpecificationViolation> _violations = [];

    /// <summary>Whether one is a timestamp with a zone and the other one without. A date goes with either.</summary>
    public static bool AreOnDifferentClocks(Field left, Field right) =>
        (LogicalType.Of(left), LogicalType.Of(right)) is (LogicalType.Timestamp, LogicalType.TimestampUtc) or (LogicalType.TimestampUtc, LogicalType.Timestamp);

    public void Add(string field, string description) => _violations.Add(new(field, description));

    /// <exception cref="AuditSpecificationException">There is one.</exception>
    public void ThrowIfAny()
    {
        if (_violations.Count > 0)
        {
            throw new AuditSpecificationException(_violations);
        }
    }

    /// <summary>A column by its exact name; null, and a violation, where there is none.</summary>
    public Field? Column(ITableSource table, string? name, string at)
    {
        if (string.IsNullOrEmpty(name))
        {
            Add(at, "is empty");
            return null;
        }

        var field = table.Schema.FieldsList.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.Ordinal));
        if (field is null)
        {
            Add(at, $"{table.Description} has no column '{name}'");
        }

        return field;
    }

    /// <summary>Some columns, each once.</summary>
    public Field?[] Columns(ITableSource table, IReadOnlyList<string> names, string at)
    {
        var fields = new Field?[names.Count];
        for (var index = 0; index < names.Count; index++)
        {
            fields[index] = Column(table, names[index], $"{at}[{index}]");
            if (names.Take(index).Contains(names[index], StringComparer.Ordinal))
            {
                Add($"{at}[{index}]", $"'{names[index]}' is given twice");
            }
        }

        return fields;
    }

    /// <summary>A column of timestamps or dates.</summary>
    public Field? TimeColumn(ITableSource table, string? name, string at)
    {
        var field = Column(table, name, at);
        if (field is null || LogicalType.Of(field) is LogicalType.Date or LogicalType.Timestamp or LogicalType.TimestampUtc)
        {
            return field;
        }

        Add(at, $"'{name}' is {LogicalType.Of(field)}, no timestamp or date");
        return null;
    }
}
