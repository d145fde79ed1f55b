using System.Runtime.CompilerServices;
using Apache.Arrow;
using Lineage.Columnar.Reading;
using Lineage.Vectors.ParquetNet;
using Lineage.Vectors.Tables;
using Parquet;
using Parquet.Schema;
using ParquetField = Parquet.Schema.Field;

namespace Lineage.Vectors.Reading;

/// <summary>
/// A Parquet file read by Parquet.Net, value by value: a check on the fast reader, not a fast reader. Times come with the 100 nanoseconds that
/// <see cref="DateTime"/> has. Every reading opens the file anew.
/// </summary>
public sealed class ParquetNetTableSource : ITableSource
{
    private readonly string _path;
    private readonly ReadLimits _limits;

    private ParquetNetTableSource(string path, ReadLimits limits, Schema schema, long rows)
    {
        _path = path;
        _limits = limits;
        Schema = schema;
        DeclaredRows = rows;
    }

    /// <inheritdoc/>
    public string Description => Path.GetFileName(_path);

    /// <inheritdoc/>
    public TableFormat Format => TableFormat.Parquet;

    /// <inheritdoc/>
    public Schema Schema { get; }

    /// <inheritdoc/>
    public long? DeclaredRows { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="TableFormatException">It is no Parquet file that Parquet.Net reads, or a type is not supported here.</exception>
    public static Task<ParquetNetTableSource> OpenAsync(string path, ReadLimits? limits = null, CancellationToken ct = default) => GuardAsync(path, async () =>
    {
        await using var reader = await CreateAsync(path, ct);
        var schema = new Apache.Arrow.Schema(reader.Schema.Fields.Select(ParquetNetSchemas.ToArrow), null);
        return new ParquetNetTableSource(path, limits ?? ReadLimits.Default, schema, reader.RowGroups.Sum(group => group.RowCount));
    });

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> ReadAsync(
        IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await using var reader = await GuardAsync(_path, () => CreateAsync(_path, ct));
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            using var batch = await GuardAsync(_path, () => ReadGroupAsync(group, reader.Schema, ct));
            await foreach (var slice in new MemoryTableSource(Schema, [batch], Description, _limits).ReadAsync(columns, ct))
            {
                yield return slice;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Task<ParquetReader> CreateAsync(string path, CancellationToken ct) =>
        ParquetReader.CreateAsync(path, new ParquetOptions { UseDateOnlyTypeForDates = true, UseBigDecimal = true }, ct);

    private async Task<RecordBatch> ReadGroupAsync(ParquetRowGroupReader group, ParquetSchema schema, CancellationToken ct)
    {
        var arrays = new List<IArrowArray>();
        foreach (var field in schema.Fields)
        {
            var values = await ReadColumnAsync(group, field, ct);
            arrays.Add(ArrowArrayFactory.BuildArray(ArrowArrays.Build(Schema.FieldsList[arrays.Count].DataType, values)));
        }

        return new RecordBatch(Schema, arrays, checked((int)group.RowCount));
    }

    private static async Task<object?[]> ReadColumnAsync(ParquetRowGroupReader group, ParquetField column, CancellationToken ct)
    {
        var leaves = new Dictionary<DataField, LeafLevels>(ReferenceEqualityComparer.Instance);
        foreach (var leaf in Shredder.LeavesOf(column))
        {
            leaves[leaf] = await ParquetNetLeaves.Of(leaf).ReadAsync(group, leaf, ct);
        }

        return new Assembler(column, leaves).Rows(group.RowCount);
    }

    private static async Task<T> GuardAsync<T>(string path, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception e) when (e is not (OperationCanceledException or TableFormatException or FileNotFoundException))
        {
            throw new TableFormatException(
                e is NotSupportedException ? TableFormatError.Unsupported : TableFormatError.Corrupt, Path.GetFileName(path), e.Message, null, null, e);
        }
    }
}
