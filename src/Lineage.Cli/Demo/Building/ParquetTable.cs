using Parquet;
using Parquet.Schema;

namespace Lineage.Cli.Demo.Building;

/// <summary>Columns without nulls, to be written as one Parquet file.</summary>
internal sealed class ParquetTable
{
    private readonly List<DataField> _fields = [];
    private readonly List<Func<ParquetRowGroupWriter, DataField, CancellationToken, Task>> _columns = [];

    /// <summary>A column of text.</summary>
    public ParquetTable Texts(string name, IEnumerable<string> values)
    {
        string[] all = [.. values];
        return Add(new DataField(name, typeof(string), isNullable: false), (group, field, _) => group.WriteAsync(field, all));
    }

    /// <summary>A column of times without a zone, in microseconds.</summary>
    public ParquetTable Times(string name, IEnumerable<DateTime> values) =>
        Add(new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: false, DateTimeTimeUnit.Micros, isNullable: false), values);

    /// <summary>A column of integers.</summary>
    public ParquetTable Integers(string name, IEnumerable<long> values) => Add(new DataField(name, typeof(long), isNullable: false), values);

    /// <summary>A column of floating-point numbers.</summary>
    public ParquetTable Numbers(string name, IEnumerable<double> values) => Add(new DataField(name, typeof(double), isNullable: false), values);

    /// <summary>A column of truth values.</summary>
    public ParquetTable Flags(string name, IEnumerable<bool> values) => Add(new DataField(name, typeof(bool), isNullable: false), values);

    /// <summary>Writes the file, over an earlier one.</summary>
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        var schema = new ParquetSchema([.. _fields]);
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy };
        await using var writer = await ParquetWriter.CreateAsync(schema, file, options, cancellationToken: cancellationToken);
        using var group = writer.CreateRowGroup();
        for (var i = 0; i < _columns.Count; i++)
        {
            await _columns[i](group, _fields[i], cancellationToken);
        }
    }

    private ParquetTable Add<T>(DataField field, IEnumerable<T> values)
        where T : struct
    {
        T[] all = [.. values];
        return Add(field, (group, column, token) => group.WriteAsync<T>(column, all.AsMemory(), cancellationToken: token));
    }

    private ParquetTable Add(DataField field, Func<ParquetRowGroupWriter, DataField, CancellationToken, Task> write)
    {
        _fields.Add(field);
        _columns.Add(write);
        return this;
    }
}
