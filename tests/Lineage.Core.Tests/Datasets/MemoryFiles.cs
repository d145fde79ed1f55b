using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;

namespace Lineage.Core.Tests.Datasets;

/// <summary>Tables in memory in place of files, and how often each was opened.</summary>
internal sealed class MemoryFiles : IDataFiles
{
    private static readonly TimestampType Utc = new(TimeUnit.Microsecond, "UTC");
    private readonly Dictionary<string, MemoryTableSource> _tables = [];

    public List<string> Opened { get; } = [];

    public static DateTimeOffset At(int hour) => DateTimeOffset.UnixEpoch.AddHours(hour);

    /// <summary>A table of columns; their values are all string, double, DateTimeOffset, or null.</summary>
    public static MemoryTableSource Table(string name, params (string Name, object?[] Values)[] columns)
    {
        var arrays = columns.Select(c => c.Values.FirstOrDefault(v => v is not null) switch
        {
            double => Build(new DoubleArray.Builder(), c.Values, (b, v) => b.Append((double)v), b => b.AppendNull()).Build(),
            DateTimeOffset => (IArrowArray)Build(new TimestampArray.Builder(Utc), c.Values, (b, v) => b.Append((DateTimeOffset)v), b => b.AppendNull()).Build(),
            _ => Build(new StringArray.Builder(), c.Values, (b, v) => b.Append((string)v), b => b.AppendNull()).Build(),
        }).ToList();
        var schema = new Schema(columns.Zip(arrays, (c, a) => new Field(c.Name, a.Data.DataType, nullable: true)), null);
        return new MemoryTableSource(schema, [new RecordBatch(schema, arrays, columns[0].Values.Length)], name);
    }

    public MemoryFiles With(string path, params (string Name, object?[] Values)[] columns)
    {
        _tables[path] = Table(path, columns);
        return this;
    }

    public Task<DataFile> OpenAsync(string path, string field, CancellationToken cancellationToken)
    {
        Opened.Add($"{field}: {path}");
        return _tables.TryGetValue(path, out var table)
            ? Task.FromResult(new DataFile(table, 0))
            : throw new LineageException(ErrorKind.NotFound, ErrorReason.DataUnreadable, $"{field}: there is no file '{path}'");
    }

    private static T Build<T>(T builder, object?[] values, Action<T, object> append, Action<T> appendNull)
    {
        foreach (var value in values)
        {
            if (value is null)
            {
                appendNull(builder);
            }
            else
            {
                append(builder, value);
            }
        }

        return builder;
    }
}
