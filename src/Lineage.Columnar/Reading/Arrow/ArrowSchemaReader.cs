using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>
/// Reads the schema of an Arrow message (Schema.fbs). Fields and depth are counted, since offsets may share tables and so describe more fields than
/// there are bytes.
/// </summary>
internal sealed class ArrowSchemaReader(string source, ReadLimits limits)
{
    private readonly Dictionary<long, ArrowFieldNode> _dictionaries = [];
    private long _fields;

    public ArrowSchema Read(FlatTable schema)
    {
        var isBigEndian = schema.Int16(0) switch
        {
            0 => false,
            1 => true,
            var order => throw new TableFormatException(TableFormatError.Corrupt, source, $"declares the unknown byte order {order}"),
        };

        var count = schema.VectorLength(1, 4);
        if (count > limits.MaxColumns)
        {
            throw new TableFormatException(TableFormatError.TooLarge, source, $"has {count} columns; at most {limits.MaxColumns} are allowed");
        }

        var fields = new Field[count];
        var nodes = new ArrowFieldNode[count];
        for (var i = 0; i < count; i++)
        {
            (fields[i], nodes[i]) = ReadField(schema.VectorTable(1, i), 0);
        }

        var read = new Schema(fields, null);
        SchemaRules.Check(read, source, limits);
        return new(read, nodes, _dictionaries, isBigEndian);
    }

    private (Field Field, ArrowFieldNode Node) ReadField(FlatTable table, int depth)
    {
        var name = table.Text(0) ?? "";
        if (++_fields > 4L * limits.MaxColumns || depth > limits.MaxNesting)
        {
            throw new TableFormatException(TableFormatError.TooLarge, source, "has too many or too deeply nested fields", name);
        }

        var count = table.VectorLength(5, 4);
        var children = new (Field Field, ArrowFieldNode Node)[Math.Min(count, (4 * limits.MaxColumns) + 1)];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = ReadField(table.VectorTable(5, i), depth + 1);
        }

        var type = ArrowTypeReader.Read(table.Byte(2), table.Table(3), [.. children.Select(child => child.Field)], source, name);
        var node = new ArrowFieldNode(type, null, null, [.. children.Select(child => child.Node)]);
        var dictionary = table.Table(4);
        if (!dictionary.IsMissing)
        {
            node = ReadDictionary(dictionary, node, name);
        }

        return (new Field(name, node.Type, table.Bool(1)), node);
    }

    private ArrowFieldNode ReadDictionary(FlatTable encoding, ArrowFieldNode values, string name)
    {
        var id = encoding.Int64(0);
        var index = encoding.Table(1);
        var indexType = index.IsMissing ? Int32Type.Default : ArrowTypeReader.ReadInteger(index, source, name);
        if (_dictionaries.TryGetValue(id, out var known) && Canonical.LogicalType.Of(known.Type) != Canonical.LogicalType.Of(values.Type))
        {
            throw new TableFormatException(TableFormatError.Corrupt, source, $"shares dictionary {id} with a column of another type", name);
        }

        _dictionaries[id] = values;
        return new(new DictionaryType(indexType, values.Type, encoding.Bool(2)), id, values, []);
    }
}
