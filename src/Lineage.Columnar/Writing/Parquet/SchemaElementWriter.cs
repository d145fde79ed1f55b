using Apache.Arrow.Types;
using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>
/// Writes the schema of a footer, each annotation in both generations. A time of day or timestamp without a zone has no older annotation, since that would say UTC.
/// </summary>
internal static class SchemaElementWriter
{
    private const int NoConversion = -1;

    /// <summary>The root and all nodes, each before its children.</summary>
    public static void Write(ThriftWriter target, int id, IReadOnlyList<WriteNode> columns)
    {
        var elements = new List<SchemaElement> { new() { Name = "schema", Children = columns.Count } };
        foreach (var column in columns)
        {
            Add(elements, column);
        }

        target.List(id, ThriftWriter.StructType, elements.Count);
        for (var i = 0; i < elements.Count; i++)
        {
            Write(target, elements[i], isRoot: i == 0);
        }
    }

    private static void Add(List<SchemaElement> elements, WriteNode node)
    {
        elements.Add(node.Element);
        if (node.Type is ListType or MapType)
        {
            elements.Add(new() { Name = node.Type is MapType ? "key_value" : "list", Repetition = Repetition.Repeated, Children = node.Children.Count });
        }

        foreach (var child in node.Children)
        {
            Add(elements, child);
        }
    }

    private static void Write(ThriftWriter target, SchemaElement element, bool isRoot)
    {
        target.Begin();
        if (element.Type is { } type)
        {
            target.Int32(1, (int)type);
            if (type == PhysicalType.FixedLengthByteArray)
            {
                target.Int32(2, element.TypeLength);
            }
        }

        if (!isRoot)
        {
            target.Int32(3, (int)element.Repetition);
        }

        target.Text(4, element.Name);
        if (element.Type is null)
        {
            target.Int32(5, element.Children);
        }

        var converted = Converted(element);
        if (converted != NoConversion)
        {
            target.Int32(6, converted);
        }

        if (element.Annotation == Annotation.Decimal)
        {
            target.Int32(7, element.Scale);
            target.Int32(8, element.Precision);
        }

        WriteAnnotation(target, element);
        target.End();
    }

    private static int Converted(SchemaElement element) => element.Annotation switch
    {
        Annotation.Text => 0,
        Annotation.Map => 1,
        Annotation.List => 3,
        Annotation.Decimal => 5,
        Annotation.Date => 6,
        Annotation.Timestamp when element is { IsUtc: true, Unit: TimeUnit.Millisecond } => 9,
        Annotation.Timestamp when element is { IsUtc: true, Unit: TimeUnit.Microsecond } => 10,
        Annotation.Integer => (element.IsUnsigned ? 11 : 15) + int.Log2(element.BitWidth) - 3,
        _ => NoConversion,
    };

    private static void WriteAnnotation(ThriftWriter target, SchemaElement element)
    {
        if (element.Annotation == Annotation.None)
        {
            return;
        }

        target.Begin(10);
        switch (element.Annotation)
        {
            case Annotation.Decimal:
                target.Begin(5);
                target.Int32(1, element.Scale);
                target.Int32(2, element.Precision);
                target.End();
                break;
            case Annotation.Time or Annotation.Timestamp:
                target.Begin(element.Annotation == Annotation.Time ? 7 : 8);
                target.Flag(1, element.IsUtc);
                target.Begin(2);
                target.Empty(element.Unit switch { TimeUnit.Millisecond => 1, TimeUnit.Microsecond => 2, _ => 3 });
                target.End();
                target.End();
                break;
            case Annotation.Integer:
                target.Begin(10);
                target.Byte(1, element.BitWidth);
                target.Flag(2, !element.IsUnsigned);
                target.End();
                break;
            default:
                target.Empty(element.Annotation switch
                {
                    Annotation.Text => 1,
                    Annotation.Map => 2,
                    Annotation.List => 3,
                    Annotation.Date => 6,
                    Annotation.Null => 11,
                    _ => 15,
                });
                break;
        }

        target.End();
    }
}
