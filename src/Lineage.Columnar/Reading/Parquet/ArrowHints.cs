using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading.Arrow;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// Parquet has no duration, so Arrow writers store 64-bit integers and leave the Arrow schema in the footer. Where it says duration, the column is one. A
/// hint that cannot be read is none.
/// </summary>
internal static class ArrowHints
{
    public static IReadOnlyList<ParquetNode> Apply(IReadOnlyList<ParquetNode> columns, string? arrowSchema, string source, ReadLimits limits)
    {
        if (arrowSchema is null || !columns.SelectMany(column => column.Leaves).Any(IsPlainInt64) || Read(arrowSchema, source, limits) is not { } hinted)
        {
            return columns;
        }

        return ApplyByName(columns, hinted.FieldsList);
    }

    private static ParquetNode[] ApplyByName(IReadOnlyList<ParquetNode> nodes, IReadOnlyList<Field> hints) =>
        [.. nodes.Select(node => hints.FirstOrDefault(hint => string.Equals(hint.Name, node.Field.Name, StringComparison.Ordinal)) is { } hint ? Apply(node, hint.DataType) : node)];

    private static ParquetNode Apply(ParquetNode node, IArrowType hint) => (node.Type, hint) switch
    {
        (_, DurationType) when IsPlainInt64(node) => Retype(node, hint, []),
        (StructType, StructType { Fields: var hints }) when ApplyByName(node.Children, hints) is var fields =>
            Retype(node, new StructType([.. fields.Select(field => field.Field)]), fields),
        (MapType, MapType map) when Apply(node.Children[0], map.KeyField.DataType) is var key && Apply(node.Children[1], map.ValueField.DataType) is var value =>
            Retype(node, new MapType(key.Field, value.Field, false), [key, value]),
        (ListType, NestedType { Fields: [var item] } and not (StructType or MapType)) when Apply(node.Children[0], item.DataType) is var child =>
            Retype(node, new ListType(child.Field), [child]),
        _ => node,
    };

    private static ParquetNode Retype(ParquetNode node, IArrowType type, ParquetNode[] children) =>
        node with { Field = new Field(node.Field.Name, type, node.Field.IsNullable), Children = children };

    private static bool IsPlainInt64(ParquetNode column) =>
        column is { IsLeaf: true, Element: { Type: PhysicalType.Int64, Annotation: Annotation.None } };

    private static Schema? Read(string text, string source, ReadLimits limits)
    {
        try
        {
            var bytes = Convert.FromBase64String(text).AsSpan();
            var prefix = BinaryPrimitives.ReadInt32LittleEndian(bytes) == -1 ? 8 : 4;
            return new ArrowSchemaReader(source, limits).Read(FlatTable.Root(bytes[prefix..]).Table(2)).Schema;
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or ArgumentException or IndexOutOfRangeException or TableFormatException or OverflowException)
        {
            return null;
        }
    }
}
