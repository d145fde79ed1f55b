using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Lineage.Vectors.ParquetNet;

/// <summary>The leaf columns that Parquet.Net has as <typeparamref name="T"/>.</summary>
internal sealed class ParquetNetLeafOf<T>(Func<object, T> pack, Func<T, object> unpack) : ParquetNetLeaf
    where T : struct
{
    public override Task WriteAsync(ParquetRowGroupWriter group, DataField field, LeafLevels leaf)
    {
        T[] values = [.. leaf.Values.Select(pack)];
        ReadOnlyMemory<int>? repetitions = field.MaxRepetitionLevel > 0 ? leaf.Repetitions.ToArray() : null;
        if (field.MaxDefinitionLevel == 0)
        {
            return group.WriteAsync<T>(field, values, repetitions, null, CancellationToken.None);
        }

        ReadOnlyMemory<int>? definitions = leaf.Definitions.ToArray();
        return group.WriteAllPartsAsync<T>(field, values, definitions, repetitions, CancellationToken.None);
    }

    public override async Task<LeafLevels> ReadAsync(ParquetRowGroupReader group, DataField field, CancellationToken ct)
    {
        using var data = (RawColumnData<T>)await group.ReadRawColumnDataBaseAsync(field, ct);
        var leaf = new LeafLevels();
        foreach (var value in data.Values)
        {
            leaf.Values.Add(unpack(value));
        }

        leaf.Definitions.AddRange(field.MaxDefinitionLevel > 0 ? data.DefinitionLevels : new int[leaf.Values.Count]);
        leaf.Repetitions.AddRange(field.MaxRepetitionLevel > 0 ? data.RepetitionLevels : new int[leaf.Definitions.Count]);
        return leaf;
    }
}
