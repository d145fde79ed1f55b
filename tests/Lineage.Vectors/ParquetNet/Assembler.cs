using Parquet.Schema;

namespace Lineage.Vectors.ParquetNet;

/// <summary>Puts nested values together again from leaf columns with levels.</summary>
internal sealed class Assembler(Field column, IReadOnlyDictionary<DataField, LeafLevels> leaves)
{
    private readonly Dictionary<DataField, Cursor> _cursors = Shredder.LeavesOf(column)
        .ToDictionary<DataField, DataField, Cursor>(leaf => leaf, leaf => new(leaves[leaf]), ReferenceEqualityComparer.Instance);

    /// <summary>The value of every row.</summary>
    public object?[] Rows(long count)
    {
        var rows = new object?[count];
        for (var row = 0; row < count; row++)
        {
            rows[row] = Read(column, 0, 0);
        }

        return _cursors.Values.All(cursor => cursor.IsAtEnd) ? rows : throw new InvalidDataException($"{column.Name} has entries beyond its last row.");
    }

    private object? Read(Field field, int depth, int definition)
    {
        var defined = definition + (field.IsNullable ? 1 : 0);
        if (field is not DataField { IsArray: true } && First(field).Definition < defined)
        {
            return Skip(field, null);
        }

        return field switch
        {
            StructField record => record.Fields.Select(child => Read(child, depth, defined)).ToArray(),
            ListField { Item: DataField { IsArray: true } leaf } => Items(field, depth, defined, () => _cursors[leaf].Take()),
            ListField list => Items(field, depth, defined, () => Read(list.Item, depth + 1, defined + 1)),
            MapField map => Items(field, depth, defined, () => new[] { Read(map.Key, depth + 1, defined + 1), Read(map.Value, depth + 1, defined + 1) }),
            DataField { IsArray: true } leaf => Items(field, depth, definition, () => _cursors[leaf].Take()),
            _ => _cursors[(DataField)field].Take(),
        };
    }

    private object? Items(Field field, int depth, int defined, Func<object?> read)
    {
        if (First(field).Definition <= defined)
        {
            return Skip(field, Array.Empty<object?>());
        }

        var items = new List<object?>();
        do
        {
            items.Add(read());
        }
        while (!First(field).IsAtEnd && First(field).Repetition > depth);
        return items.ToArray();
    }

    private Cursor First(Field field) => _cursors[Shredder.LeavesOf(field).First()];

    private object? Skip(Field field, object? value)
    {
        foreach (var leaf in Shredder.LeavesOf(field))
        {
            _cursors[leaf].Skip();
        }

        return value;
    }

    private sealed class Cursor(LeafLevels leaf)
    {
        private int _entry;
        private int _value;

        public bool IsAtEnd => _entry == leaf.Definitions.Count;

        public int Definition => leaf.Definitions[_entry];

        public int Repetition => leaf.Repetitions[_entry];

        public void Skip() => _entry++;

        public object Take()
        {
            _entry++;
            return leaf.Values[_value++];
        }
    }
}
