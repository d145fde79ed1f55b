using Lineage.Columnar.Profiling;

namespace Lineage.Server.Mapping;

/// <summary>Profiles as the graph keeps them.</summary>
internal static class ProfileMapping
{
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
}
