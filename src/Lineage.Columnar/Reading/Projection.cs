using Apache.Arrow;

namespace Lineage.Columnar.Reading;

/// <summary>The columns of a schema that are read, in the order they were asked for.</summary>
internal sealed record Projection(Schema Schema, int[] Indices)
{
    public static Projection Of(Schema schema, IReadOnlyList<string>? columns, string source)
    {
        if (columns is null)
        {
            return new(schema, [.. Enumerable.Range(0, schema.FieldsList.Count)]);
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < schema.FieldsList.Count; i++)
        {
            places[schema.FieldsList[i].Name] = i;
        }

        var indices = new int[columns.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < indices.Length; i++)
        {
            if (!places.TryGetValue(columns[i], out indices[i]))
            {
                throw new TableFormatException(TableFormatError.MissingColumn, source, "there is no such column", columns[i]);
            }

            if (!taken.Add(columns[i]))
            {
                throw new TableFormatException(TableFormatError.DuplicateColumn, source, "is asked for twice", columns[i]);
            }
        }

        return new(new Schema(indices.Select(i => schema.FieldsList[i]), schema.Metadata), indices);
    }
}
