using Apache.Arrow;

namespace Lineage.Columnar.Reading;

/// <summary>How one file of a table gives the columns that are asked for: from the file itself, from the names of its folders, or as nulls.</summary>
internal sealed class MemberColumns
{
    private readonly Field[] _fields;
    private readonly int[] _places;
    private readonly Partitions _partitions;
    private readonly int _file;

    /// <param name="table">The schema of the table.</param>
    /// <param name="member">The schema of the file.</param>
    /// <param name="columns">What is asked for.</param>
    /// <param name="partitions">Of the table.</param>
    /// <param name="file">The number of the file.</param>
    public MemberColumns(Schema table, Schema member, IReadOnlyList<string> columns, Partitions partitions, int file)
    {
        (_partitions, _file) = (partitions, file);
        _fields = [.. columns.Select(name => table.FieldsList[table.GetFieldIndex(name)])];
        List<string> read = [.. columns.Where(name => member.GetFieldIndex(name) >= 0)];
        _places = [.. columns.Select(name => read.IndexOf(name))];
        IsWhole = read.Count == columns.Count;

        // Rows have to be counted, even where none of the file's own columns is asked for.
        FromFile = read.Count > 0 ? read : [member.FieldsList[0].Name];
    }

    /// <summary>Whether the file itself has all of them.</summary>
    public bool IsWhole { get; }

    /// <summary>The columns to read from the file.</summary>
    public IReadOnlyList<string> FromFile { get; }

    /// <summary>A batch of the file with everything that is asked for; disposing it disposes that of the file.</summary>
    public RecordBatch Complete(RecordBatch batch)
    {
        var columns = new ArrayData[_fields.Length];
        var fields = new Field[_fields.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _places[i] >= 0 ? batch.Column(_places[i]).Data : Other(_fields[i], batch.Length);
            fields[i] = _places[i] >= 0 ? batch.Schema.FieldsList[_places[i]] : new Field(_fields[i].Name, columns[i].DataType, true, _fields[i].Metadata);
        }

        return DecodedBatch.Around(batch, new Schema(fields, batch.Schema.Metadata), columns);
    }

    private ArrayData Other(Field field, int rows)
    {
        for (var i = 0; i < _partitions.Fields.Count; i++)
        {
            if (_partitions.Fields[i].Name == field.Name)
            {
                return _partitions.Array(_file, i, rows);
            }
        }

        return Arrays.Nulls.Of(field.DataType, rows);
    }
}
