using System.Runtime.CompilerServices;
using Apache.Arrow;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// A spine and its features: the columns of the spine, then the features in the order of the specification, in the rows, parts and batches of the spine. It holds the values of the features; the spine is
/// read again each time and must outlive it. Fields keep their own metadata; features are nullable.
/// </summary>
public sealed class TrainingTable : ITableSource
{
    private readonly ITableSource _spine;
    private readonly int[] _slotOfRow;
    private readonly long[] _firstRow;
    private readonly IReadOnlyList<JoinedHistory> _histories;

    internal TrainingTable(ITableSource spine, Spine rows, long[] rowsOfPart, IReadOnlyList<JoinedHistory> histories, BuildReport report)
    {
        _spine = spine;
        _slotOfRow = rows.SlotOfRow;
        _histories = histories;
        _firstRow = new long[rowsOfPart.Length + 1];
        for (var part = 0; part < rowsOfPart.Length; part++)
        {
            _firstRow[part + 1] = _firstRow[part] + rowsOfPart[part];
        }

        Schema = new Schema([.. spine.Schema.FieldsList, .. histories.SelectMany(history => history.Features)], null);
        Report = report;
    }

    /// <summary>What the build found.</summary>
    public BuildReport Report { get; }

    /// <inheritdoc/>
    public string Description => _spine.Description;

    /// <summary>That of the spine.</summary>
    public TableFormat Format => _spine.Format;

    /// <inheritdoc/>
    public Schema Schema { get; }

    /// <inheritdoc/>
    public long? DeclaredRows => _firstRow[^1];

    /// <summary>The parts of the spine.</summary>
    public int Parts => _spine.Parts;

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        for (var part = 0; part < Parts; part++)
        {
            await foreach (var batch in ReadPartAsync(part, columns, ct).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)part, (uint)Parts, nameof(part));
        var indices = Projection.Of(Schema, columns, Description).Indices;
        var ofSpine = indices.Where(index => index < _spine.Schema.FieldsList.Count).Select(index => Schema.FieldsList[index].Name).ToList();

        // Rows are counted by the batches of the spine, so one of its columns is read in any case.
        var row = _firstRow[part];
        await foreach (var batch in _spine.ReadPartAsync(part, ofSpine.Count > 0 ? ofSpine : [Schema.FieldsList[0].Name], ct).ConfigureAwait(false))
        {
            if (row + batch.Length > _firstRow[part + 1])
            {
                throw SourceChange.Of(_spine);
            }

            yield return Extend(batch, indices, (int)row);
            row += batch.Length;
        }

        if (row != _firstRow[part + 1])
        {
            throw SourceChange.Of(_spine);
        }
    }

    /// <summary>The values belong to the collector, and the spine to the caller.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Takes over the arrays of a batch of the spine, and puts those of the features beside them.</summary>
    private DecodedBatch Extend(RecordBatch batch, int[] indices, int firstRow)
    {
        var (fields, arrays) = (new Field[indices.Length], new ArrayData[indices.Length]);
        var taken = new int[_histories.Count][];
        for (int place = 0, ofSpine = 0; place < indices.Length; place++)
        {
            var index = indices[place];
            if (index < _spine.Schema.FieldsList.Count)
            {
                fields[place] = batch.Schema.FieldsList[ofSpine];
                arrays[place] = DecodedBatch.Valid(batch, ofSpine++, Description);
                continue;
            }

            var (history, feature) = FeatureAt(index - _spine.Schema.FieldsList.Count);
            fields[place] = Schema.FieldsList[index];
            arrays[place] = Take.Rows(_histories[history].Values[feature], taken[history] ??= IndicesOf(_histories[history], firstRow, batch.Length));
        }

        return DecodedBatch.Of(new Schema(fields, null), arrays, batch.Length);
    }

    private int[] IndicesOf(JoinedHistory history, int firstRow, int rows)
    {
        var indices = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            var slot = _slotOfRow[firstRow + i];
            indices[i] = slot == Spine.NoSlot ? -1 : history.IndexOfSlot[slot];
        }

        return indices;
    }

    private (int History, int Feature) FeatureAt(int index)
    {
        var history = 0;
        for (; index >= _histories[history].Features.Length; history++)
        {
            index -= _histories[history].Features.Length;
        }

        return (history, index);
    }
}
