using Apache.Arrow;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Reading;

/// <summary>The one schema of several files. The order of columns, nullability and physical types of one logical type may differ; nothing else may.</summary>
internal static class SchemaUnion
{
    /// <summary>The schema of the first file, with every column nullable that is in any file.</summary>
    /// <exception cref="TableFormatException">A file has other columns or types than the first.</exception>
    public static Schema Of(IReadOnlyList<(string File, Schema Schema)> files)
    {
        var (first, schema) = files[0];
        var columns = schema.FieldsList.ToDictionary(field => field.Name, StringComparer.Ordinal);
        var nullable = new HashSet<string>(schema.FieldsList.Where(field => field.IsNullable).Select(field => field.Name), StringComparer.Ordinal);
        foreach (var (file, other) in files.Skip(1))
        {
            Check(first, columns, file, other);
            nullable.UnionWith(other.FieldsList.Where(field => field.IsNullable).Select(field => field.Name));
        }

        return new Schema(schema.FieldsList.Select(field => new Field(field.Name, field.DataType, nullable.Contains(field.Name), field.Metadata)), schema.Metadata);
    }

    private static void Check(string first, Dictionary<string, Field> columns, string file, Schema other)
    {
        foreach (var field in other.FieldsList)
        {
            var type = LogicalType.Of(field);
            if (!columns.TryGetValue(field.Name, out var expected))
            {
                throw Drift(file, field.Name, $"is {type}, and not in {first} at all");
            }

            if (LogicalType.Of(expected) != type)
            {
                throw Drift(file, field.Name, $"is {type}, but {LogicalType.Of(expected)} in {first}");
            }
        }

        if (other.FieldsList.Count < columns.Count)
        {
            var missing = columns.Values.First(field => other.GetFieldIndex(field.Name) < 0);
            throw Drift(file, missing.Name, $"is missing, but {LogicalType.Of(missing)} in {first}");
        }
    }

    private static TableFormatException Drift(string file, string column, string problem) => new(TableFormatError.SchemaMismatch, file, problem, column);
}
