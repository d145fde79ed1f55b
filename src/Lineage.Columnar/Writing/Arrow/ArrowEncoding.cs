using Apache.Arrow;
using Apache.Arrow.Ipc;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Writing.Arrow;

/// <summary>A table as an Arrow file, a batch for each row group, its columns plain.</summary>
internal sealed class ArrowEncoding : ITableEncoding
{
    private readonly ITableSource _table;
    private readonly WriteOptions _options;
    private readonly Schema _schema;

    public ArrowEncoding(ITableSource table, WriteOptions options)
    {
        (_table, _options) = (table, options);
        _schema = new Schema(table.Schema.FieldsList.Select(PlainType.Deep), options.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    public async Task<long> WriteAsync(Stream target, Action<long> progress, CancellationToken ct)
    {
        var rows = 0L;
        using var writer = new ArrowFileWriter(target, _schema, leaveOpen: true);
        await writer.WriteStartAsync(ct).ConfigureAwait(false);
        var pipeline = new RowGroupPipeline<PlainArrays, RecordBatch>(_options.Workers, () => new(_schema, _table.Description), static (plain, draft) => plain.Of(draft));
        await pipeline.RunAsync(
            RowGroups.ReadAsync(_table, _options, ct),
            async batch =>
            {
                await writer.WriteRecordBatchAsync(batch, ct).ConfigureAwait(false);
                progress(rows += batch.Length);
            },
            ct).ConfigureAwait(false);
        await writer.WriteEndAsync(ct).ConfigureAwait(false);
        return rows;
    }
}
