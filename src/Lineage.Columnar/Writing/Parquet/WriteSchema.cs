using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Finds the Parquet type of every column: what Parquet has no layout for becomes what means the same, or is refused.</summary>
internal sealed class WriteSchema
{
    private readonly string _source;
    private int _leaves;

    private WriteSchema(string source) => _source = source;

    /// <summary>The columns of a file.</summary>
    /// <exception cref="TableFormatException">Parquet can hold no column of such a type.</exception>
    public static IReadOnlyList<WriteNode> Of(Schema schema, string source)
    {
        var writer = new WriteSchema(source);
        return [.. schema.FieldsList.Select(field => writer.Node(field, field.Name, field.Name, 0, 0, field.IsNullable))];
    }

    private WriteNode Node(Field field, string name, string path, int repetition, int definition, bool isOptional)
    {
        var type = PlainType.Of(field.DataType);
        var node = new WriteNode
        {
            Field = field,
            Element = new SchemaElement { Name = name, Repetition = isOptional || type is NullType ? Repetition.Optional : Repetition.Required },
            Path = path,
            Source = _source,
            Repetition = repetition,
            Definition = definition + (isOptional || type is NullType ? 1 : 0),
            FirstLeaf = _leaves,
        };
        return type switch
        {
            StructType record => Group(
                node, Annotation.None, [.. record.Fields.Select(child => Node(child, child.Name, $"{path}.{child.Name}", repetition, node.Definition, child.IsNullable))]),
            MapType map => Group(
                node,
                Annotation.Map,
                [
                    Node(map.KeyField, "key", $"{path}.key", repetition + 1, node.Definition + 1, isOptional: false),
                    Node(map.ValueField, "value", $"{path}.value", repetition + 1, node.Definition + 1, map.ValueField.IsNullable),
                ]),
            ListType list => Group(
                node, Annotation.List, [Node(list.ValueField, "element", $"{path}.element", repetition + 1, node.Definition + 1, list.ValueField.IsNullable)]),
            _ => Leaf(node, type),
        };
    }

    private static WriteNode Group(WriteNode node, Annotation annotation, WriteNode[] children)
    {
        node.Element.Annotation = annotation;
        node.Element.Children = annotation == Annotation.None ? children.Length : 1;
        IArrowType type = annotation switch
        {
            Annotation.Map => new MapType(children[0].Field, children[1].Field, false),
            Annotation.List => new ListType(children[0].Field),
            _ => new StructType([.. children.Select(child => child.Field)]),
        };
        return node with { Children = children, Field = Named(node, type) };
    }

    private WriteNode Leaf(WriteNode node, IArrowType type)
    {
        _leaves++;
        var (stored, hint) = LeafForm.Fill(node, type);
        return node with { Stored = stored, Field = Named(node, hint) };
    }

    private static Field Named(WriteNode node, IArrowType type) => new(node.Element.Name, type, node.IsOptional, node.Field.Metadata);
}
