using Parquet.Schema;

namespace Lineage.Vectors.ParquetNet;

/// <summary>Cuts nested values into leaf columns with levels, as the Dremel paper has it.</summary>
internal sealed class Shredder
{
    public Dictionary<DataField, LeafLevels> Leaves { get; } = new(ReferenceEqualityComparer.Instance);

    public void Add(Field field, object? value) => Add(field, value, 0, 0, 0);

    /// <param name="repetition">The level at which this entry repeats.</param>
    /// <param name="depth">The repetition level of the parent.</param>
    /// <param name="definition">The definition level that the parent has reached.</param>
    private void Add(Field field, object? value, int repetition, int depth, int definition)
    {
        if (value is null)
        {
            AddMissing(field, repetition, definition);
            return;
        }

        var defined = definition + (field.IsNullable ? 1 : 0);
        switch (field)
        {
            case StructField record:
                for (var i = 0; i < record.Fields.Count; i++)
                {
                    Add(record.Fields[i], ((object?[])value)[i], repetition, depth, defined);
                }

                break;
            case ListField list:
                AddItems(field, (object?[])value, repetition, depth, defined, (item, level) => Add(list.Item, item, level, depth + 1, defined + 1));
                break;
            case MapField map:
                AddItems(field, (object?[])value, repetition, depth, defined, (pair, level) =>
                {
                    Add(map.Key, ((object?[])pair!)[0], level, depth + 1, defined + 1);
                    Add(map.Value, ((object?[])pair)[1], level, depth + 1, defined + 1);
                });
                break;
            default:
                Entry((DataField)field, repetition, defined).Values.Add(value);
                break;
        }
    }

    private void AddItems(Field field, object?[] items, int repetition, int depth, int defined, Action<object?, int> add)
    {
        if (items.Length == 0)
        {
            AddMissing(field, repetition, defined);
            return;
        }

        for (var i = 0; i < items.Length; i++)
        {
            add(items[i], i == 0 ? repetition : depth + 1);
        }
    }

    private void AddMissing(Field field, int repetition, int definition)
    {
        foreach (var leaf in LeavesOf(field))
        {
            Entry(leaf, repetition, definition);
        }
    }

    private LeafLevels Entry(DataField leaf, int repetition, int definition)
    {
        if (!Leaves.TryGetValue(leaf, out var levels))
        {
            Leaves.Add(leaf, levels = new());
        }

        levels.Repetitions.Add(repetition);
        levels.Definitions.Add(definition);
        return levels;
    }

    internal static IEnumerable<DataField> LeavesOf(Field field) => field switch
    {
        StructField record => record.Fields.SelectMany(LeavesOf),
        ListField list => LeavesOf(list.Item),
        MapField map => LeavesOf(map.Key).Concat(LeavesOf(map.Value)),
        _ => [(DataField)field],
    };
}
