using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// Turns the flat schema of a footer into nodes, by the rules of the format's LogicalTypes.md: three-level lists, the two-level ones of older writers, maps,
/// and bare repeated fields.
/// </summary>
internal sealed class ParquetSchemaReader(IReadOnlyList<SchemaElement> elements, string source, ReadLimits limits)
{
    private int _next;
    private int _leaves;

    /// <summary>The number of leaf columns, once the schema is read.</summary>
    public int Leaves => _leaves;

    public IReadOnlyList<ParquetNode> Read()
    {
        if (elements.Count == 0 || elements[0].Type is not null)
        {
            throw new TableFormatException(TableFormatError.Corrupt, source, "has no schema");
        }

        var columns = elements[0].Children;
        if (columns > limits.MaxColumns)
        {
            throw new TableFormatException(TableFormatError.TooLarge, source, $"has {columns} columns; at most {limits.MaxColumns} are allowed");
        }

        if (elements.Count > (8L * limits.MaxColumns) + 1)
        {
            throw new TableFormatException(TableFormatError.TooLarge, source, $"has {elements.Count} schema elements");
        }

        _next = 1;
        var nodes = new List<ParquetNode>();
        for (var i = 0; i < columns; i++)
        {
            nodes.Add(Read(0, 0, 0, 0));
        }

        return _next == elements.Count ? nodes : throw Corrupt("has schema elements beyond its last column", null);
    }

    private ParquetNode Read(int repetition, int slot, int definition, int depth)
    {
        if (_next >= elements.Count)
        {
            throw Corrupt("has fewer schema elements than it declares", null);
        }

        var element = elements[_next++];
        if (depth > limits.MaxNesting)
        {
            throw new TableFormatException(TableFormatError.TooLarge, source, $"nests deeper than {limits.MaxNesting} levels", element.Name);
        }

        switch (element.Repetition)
        {
            case Repetition.Repeated:
                return ReadRepeated(element, repetition, slot, definition, depth);
            case Repetition.Optional:
                return ReadValue(element, repetition, slot, definition + 1, depth);
            case Repetition.Required:
                return ReadValue(element, repetition, slot, definition, depth);
            default:
                throw Corrupt($"has repetition {(int)element.Repetition}", element.Name);
        }
    }

    /// <summary>A repeated field outside a list or map: a list that is never null, of elements that are never null.</summary>
    private ParquetNode ReadRepeated(SchemaElement element, int repetition, int slot, int definition, int depth)
    {
        var first = _leaves;
        var item = ReadValue(element, repetition + 1, definition + 1, definition + 1, depth + 1);
        return List(element, item, repetition, slot, definition, first);
    }

    private ParquetNode ReadValue(SchemaElement element, int repetition, int slot, int definition, int depth)
    {
        if (element.Type is not null)
        {
            if (element.Children > 0)
            {
                throw Corrupt("has both a type and children", element.Name);
            }

            return new()
            {
                Field = new Field(element.Name, LeafTypes.Of(element, source), element.Repetition == Repetition.Optional),
                Element = element,
                Repetition = repetition,
                SlotDefinition = slot,
                Definition = definition,
                FirstLeaf = _leaves++,
            };
        }

        if (element.Children < 1)
        {
            throw new TableFormatException(TableFormatError.Unsupported, source, "is a group without fields", element.Name);
        }

        return element.Annotation switch
        {
            Annotation.List when element.Children == 1 && Next(element).Repetition == Repetition.Repeated => ReadList(element, repetition, slot, definition, depth),
            Annotation.Map when element.Children == 1 && Next(element) is { Repetition: Repetition.Repeated, Children: 2 } =>
                ReadMap(element, repetition, slot, definition, depth),
            _ => ReadStruct(element, repetition, slot, definition, depth),
        };
    }

    private SchemaElement Next(SchemaElement parent) => _next < elements.Count ? elements[_next] : throw Corrupt("lacks its children", parent.Name);

    private ParquetNode ReadList(SchemaElement element, int repetition, int slot, int definition, int depth)
    {
        var first = _leaves;
        var repeated = elements[_next++];
        var isElement = repeated.Type is not null || repeated.Children != 1 || repeated.Name == "array" || repeated.Name == element.Name + "_tuple";
        var item = isElement
            ? ReadValue(repeated, repetition + 1, definition + 1, definition + 1, depth + 1)
            : Read(repetition + 1, definition + 1, definition + 1, depth + 1);
        return List(element, item, repetition, slot, definition, first);
    }

    private static ParquetNode List(SchemaElement element, ParquetNode item, int repetition, int slot, int definition, int first) => new()
    {
        Field = new Field(element.Name, new ListType(item.Field), element.Repetition == Repetition.Optional),
        Element = element,
        Repetition = repetition,
        SlotDefinition = slot,
        Definition = definition,
        ElementDefinition = definition + 1,
        Children = [item],
        FirstLeaf = first,
    };

    private ParquetNode ReadMap(SchemaElement element, int repetition, int slot, int definition, int depth)
    {
        var first = _leaves;
        _next++;
        var key = Read(repetition + 1, definition + 1, definition + 1, depth + 1);
        var value = Read(repetition + 1, definition + 1, definition + 1, depth + 1);
        return new()
        {
            Field = new Field(element.Name, new MapType(key.Field, value.Field, false), element.Repetition == Repetition.Optional),
            Element = element,
            Repetition = repetition,
            SlotDefinition = slot,
            Definition = definition,
            ElementDefinition = definition + 1,
            Children = [key, value],
            FirstLeaf = first,
        };
    }

    private ParquetNode ReadStruct(SchemaElement element, int repetition, int slot, int definition, int depth)
    {
        var first = _leaves;
        var children = new List<ParquetNode>();
        for (var i = 0; i < element.Children; i++)
        {
            children.Add(Read(repetition, slot, definition, depth + 1));
        }

        return new()
        {
            Field = new Field(element.Name, new StructType([.. children.Select(child => child.Field)]), element.Repetition == Repetition.Optional),
            Element = element,
            Repetition = repetition,
            SlotDefinition = slot,
            Definition = definition,
            Children = children,
            FirstLeaf = first,
        };
    }

    private TableFormatException Corrupt(string problem, string? column) => new(TableFormatError.Corrupt, source, problem, column);
}
