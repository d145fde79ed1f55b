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
        if (arrowSchema is null || !columns.Any(IsPlainInt64) || Read(arrowSchema, source, limits) is not { } hinted)
        {
            return columns;
        }

        var durations = hinted.FieldsList.Where(field => field.DataType is DurationType).ToDictionary(field => field.Name, field => field.DataType, StringComparer.Ordinal);
        return
        [
            .. columns.Select(column => IsPlainInt64(column) && durations.TryGetValue(column.Field.Name, out var type)
                ? column with { Field = new Field(column.Field.Name, type, column.Field.IsNullable) }
                : column),
        ];
    }

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
