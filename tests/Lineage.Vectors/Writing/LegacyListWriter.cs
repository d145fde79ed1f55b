using System.Globalization;
using Lineage.Vectors.Tables;
using ParquetSharp;
using ParquetSharp.Schema;

namespace Lineage.Vectors.Writing;

/// <summary>Lists of integers without nulls, in the two forms that the format's rules for old files are about.</summary>
internal static class LegacyListWriter
{
    /// <param name="annotated">Whether the repeated field is inside a group annotated LIST, of two levels instead of three; else it stands bare.</param>
    public static void Write(string path, VectorColumn column, bool annotated)
    {
        using var none = LogicalType.None();
        using var list = LogicalType.List();
        using var repeated = new PrimitiveNode(annotated ? "array" : column.Name, Repetition.Repeated, none, PhysicalType.Int32);
        using var field = annotated ? new GroupNode(column.Name, Repetition.Optional, [repeated], list) : null;
        using var schema = new GroupNode("schema", Repetition.Required, [field ?? (Node)repeated]);
        using var builder = new WriterPropertiesBuilder();
        using var properties = builder.Compression(Compression.Uncompressed).Build();
        using var writer = new ParquetFileWriter(path, schema, properties);
        using (var group = writer.AppendRowGroup())
        {
            using var target = (ColumnWriter<int>)group.NextColumn();
            WriteLevels(target, column.Values, defined: (short)(annotated ? 1 : 0));
        }

        writer.Close();
    }

    private static void WriteLevels(ColumnWriter<int> target, object?[] lists, short defined)
    {
        var (definitions, repetitions, values) = (new List<short>(), new List<short>(), new List<int>());
        foreach (var items in lists.Cast<object?[]>())
        {
            for (var i = 0; i < Math.Max(items.Length, 1); i++)
            {
                repetitions.Add((short)(i == 0 ? 0 : 1));
                definitions.Add(items.Length == 0 ? defined : (short)(defined + 1));
            }

            values.AddRange(items.Select(item => Convert.ToInt32(item, CultureInfo.InvariantCulture)));
        }

        target.WriteBatch(definitions.Count, definitions.ToArray(), repetitions.ToArray(), values.ToArray());
    }
}
