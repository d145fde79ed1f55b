using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Profiling;

/// <summary>Makes the profile of a table from its batches; profiles of parts merge. Not for several threads at once.</summary>
/// <param name="schema">The schema of every batch.</param>
/// <param name="source">How errors name the table.</param>
public sealed class ProfileBuilder(Schema schema, string source)
{
    private readonly ColumnProfiler[] _columns = [.. schema.FieldsList.Select(field => new ColumnProfiler(field.Name, LogicalType.Of(field)))];
    private long _rows;

    /// <summary>Adds the rows of a batch, which stays the caller's.</summary>
    /// <exception cref="TableFormatException">The batch has another schema or invalid arrays.</exception>
    public void Append(RecordBatch batch)
    {
        SchemaRules.CheckSame(schema, batch.Schema, source, null);
        Append([.. schema.FieldsList.Select((field, i) => CanonicalColumn.Create(field, batch.Column(i), source))], batch.Length);
    }

    /// <summary>Adds the rows of another builder of the same schema.</summary>
    public void Merge(ProfileBuilder other)
    {
        if (other._columns.Length != _columns.Length)
        {
            throw new ArgumentException("Only profiles of one schema merge.", nameof(other));
        }

        _rows += other._rows;
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Merge(other._columns[i]);
        }
    }

    /// <summary>The profile of the rows so far; more may follow.</summary>
    public TableProfile Finish() => new(_rows, [.. _columns.Select(column => column.Finish())]);

    internal void Append(CanonicalColumn[] columns, int rows)
    {
        _rows += rows;
        for (var i = 0; i < columns.Length; i++)
        {
            _columns[i].Append(columns[i], rows);
        }
    }
}
