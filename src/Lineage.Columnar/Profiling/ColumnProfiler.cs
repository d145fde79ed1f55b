using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Profiling;

/// <summary>Gathers the profile of one column.</summary>
internal sealed class ColumnProfiler(string name, string logicalType)
{
    private const int MaxCategories = 1_000;
    private readonly bool _numeric = logicalType is LogicalType.Integer or LogicalType.Float or LogicalType.Decimal;
    private Moments _moments = new();
    private HashSet<string>? _categories = logicalType is LogicalType.String or LogicalType.Boolean ? new(StringComparer.Ordinal) : null;
    private long _count;
    private long _nulls;
    private long _nans;

    public void Append(CanonicalColumn column, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            if (column.IsNull(row))
            {
                _nulls++;
                continue;
            }

            _count++;
            if (_numeric)
            {
                AppendNumber(column, row);
            }
            else if (_categories is not null)
            {
                AppendCategory(column.Format(row)!);
            }
        }
    }

    public void Merge(ColumnProfiler other)
    {
        _count += other._count;
        _nulls += other._nulls;
        _nans += other._nans;
        _moments.Add(other._moments);
        if (other._categories is null)
        {
            _categories = null;
            return;
        }

        foreach (var category in other._categories)
        {
            AppendCategory(category);
        }
    }

    public ColumnProfile Finish() => new()
    {
        Name = name,
        LogicalType = logicalType,
        Count = _count,
        NullCount = _nulls,
        NanCount = _nans,
        Minimum = _moments.Count > 0 ? _moments.Minimum : null,
        Maximum = _moments.Count > 0 ? _moments.Maximum : null,
        Mean = _moments.Mean,
        StandardDeviation = _moments.StandardDeviation,
        Categories = _categories?.Order(StringComparer.Ordinal).ToArray(),
    };

    private void AppendNumber(CanonicalColumn column, int row)
    {
        column.TryGetDouble(row, out var value);
        if (double.IsNaN(value))
        {
            _nans++;
        }
        else
        {
            _moments.Add(value);
        }
    }

    private void AppendCategory(string category)
    {
        if (_categories is not null && _categories.Add(category) && _categories.Count > MaxCategories)
        {
            _categories = null;
        }
    }
}
