using Apache.Arrow;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Reading;

/// <summary>The one schema of several files. The order of columns, nullability and physical types of one logical type may differ; columns may be missing where that is allowed; nothing else may differ.</summary>
internal static class SchemaUnion
{
    /// <summary>The columns of the first file, then those that only later ones have, then partitions that are in no file.</summary>
    /// <exception cref="TableFormatException">A file has other columns or types than those before it.</exception>
    public static Schema Of(IReadOnlyList<(string File, Schema Schema)> files, bool mayAddColumns, IReadOnlyList<Field> partitions)
    {
        var (first, schema) = files[0];
        var columns = schema.FieldsList.ToDictionary(field => field.Name, field => (Field: field, File: first), StringComparer.Ordinal);
        List<Field> all = [.. schema.FieldsList];
        var nullable = new HashSet<string>(schema.FieldsList.Where(field => field.IsNullable).Select(field => field.Name), StringComparer.Ordinal);
        foreach (var (file, other) in files.Skip(1))
        {
            if (!mayAddColumns)
            {
                CheckComplete(first, columns, file, other);
            }

            foreach (var field in other.FieldsList)
            {
                if (columns.TryAdd(field.Name, (field, file)))
                {
                    all.Add(field);
                }

                CheckType(columns[field.Name], file, field);
            }

            nullable.UnionWith(other.FieldsList.Where(field => field.IsNullable).Select(field => field.Name));
        }

        nullable.UnionWith(columns.Keys.Where(name => files.Any(file => file.Schema.GetFieldIndex(name) < 0)));
        all.AddRange(partitions.Where(field => !columns.ContainsKey(field.Name)));
        return new Schema(all.Select(field => new Field(field.Name, field.DataType, nullable.Contains(field.Name) || !columns.ContainsKey(field.Name), field.Metadata)), schema.Metadata);
    }

    private static void CheckType((Field Field, string File) expected, string file, Field field)
    {
        var (type, before) = (LogicalType.Of(field), LogicalType.Of(expected.Field));
        if (before != type)
        {
            throw Drift(file, field.Name, $"is {type}, but {before} in {expected.File}");
        }
    }

    private static void CheckComplete(string first, Dictionary<string, (Field Field, string File)> columns, string file, Schema other)
    {
        if (other.FieldsList.FirstOrDefault(field => !columns.ContainsKey(field.Name)) is { } added)
        {
            throw Drift(file, added.Name, $"is {LogicalType.Of(added)}, and not in {first} at all");
        }

        if (columns.Values.Select(column => column.Field).FirstOrDefault(field => other.GetFieldIndex(field.Name) < 0) is { } missing)
        {
            throw Drift(file, missing.Name, $"is missing, but {LogicalType.Of(missing)} in {first}");
        }
    }

    private static TableFormatException Drift(string file, string column, string problem) => new(TableFormatError.SchemaMismatch, file, problem, column);
}
