using System.Collections.Concurrent;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>A table as a Parquet file.</summary>
internal sealed class ParquetEncoding : ITableEncoding
{
    private static readonly byte[] Mark = "PAR1"u8.ToArray();
    private readonly ITableSource _table;
    private readonly WriteOptions _options;
    private readonly IReadOnlyList<WriteNode> _columns;
    private readonly ConcurrentBag<EncodedRowGroup> _written = [];

    /// <exception cref="TableFormatException">Parquet cannot hold a column.</exception>
    public ParquetEncoding(ITableSource table, WriteOptions options)
    {
        (_table, _options) = (table, options);
        _columns = WriteSchema.Of(table.Schema, table.Description);
    }

    public async Task<long> WriteAsync(Stream target, Action<long> progress, CancellationToken ct)
    {
        var (groups, rows, position) = (new List<PlacedRowGroup>(), 0L, (long)Mark.Length);
        await target.WriteAsync(Mark, ct).ConfigureAwait(false);
        var pipeline = new RowGroupPipeline<RowGroupEncoder, EncodedRowGroup>(_options.Workers, () => new(_columns, _options.Compression), Encode);
        await pipeline.RunAsync(
            RowGroups.ReadAsync(_table, _options, ct),
            async group =>
            {
                await target.WriteAsync(group.Bytes.Memory, ct).ConfigureAwait(false);
                groups.Add(new(position, group.Rows, [.. group.Chunks]));
                position += group.Bytes.Length;
                progress(rows += group.Rows);
                _written.Add(group);
            },
            ct).ConfigureAwait(false);
        await target.WriteAsync(await FooterWriter.WriteAsync(_columns, groups, _options.Metadata, ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        return rows;
    }

    private EncodedRowGroup Encode(RowGroupEncoder encoder, RowGroupDraft draft)
    {
        var target = _written.TryTake(out var used) ? used : new();
        encoder.Encode(draft, target);
        return target;
    }
}
