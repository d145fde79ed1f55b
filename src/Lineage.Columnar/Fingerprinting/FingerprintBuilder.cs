using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// Makes the fingerprint of a table from its batches, in memory bounded by one batch. Not for several threads at once: give each its own builder and add their states.
/// </summary>
public sealed class FingerprintBuilder
{
    private readonly Schema _schema;
    private readonly string _source;
    private readonly int[] _order;
    private readonly CanonicalColumn[] _batch;
    private readonly RowHasher _hasher;

    /// <param name="schema">The schema of every batch.</param>
    /// <param name="options">What kind of fingerprint to make.</param>
    /// <param name="source">How errors name the table.</param>
    /// <exception cref="TableFormatException">The schema has too many columns, a name twice, or an unsupported type; or the event or knowledge time is no time.</exception>
    /// <exception cref="ArgumentException">The options name a column that is not there, or contradict each other.</exception>
    public FingerprintBuilder(Schema schema, FingerprintOptions options, string source)
        : this(schema, new FingerprintState(ColumnsOf(schema, source), options), source)
    {
    }

    private FingerprintBuilder(Schema schema, FingerprintState state, string source)
    {
        _schema = schema;
        _source = source;
        _order = OrderOf(schema);
        _batch = new CanonicalColumn[_order.Length];
        State = state;
        CheckTimes(state);
        _hasher = new(state);
    }

    /// <summary>What it has made so far.</summary>
    public FingerprintState State { get; }

    /// <summary>What kind of fingerprint it makes.</summary>
    public FingerprintOptions Options => State.Options;

    /// <summary>The rows it has seen.</summary>
    public long Rows => State.Rows;

    /// <summary>A builder that goes on from a state, which it takes over.</summary>
    /// <exception cref="InvalidDataException">The state is that of another schema.</exception>
    public static FingerprintBuilder From(FingerprintState state, Schema schema, string source) => state.HasSchema(ColumnsOf(schema, source))
        ? new(schema, state, source)
        : throw new InvalidDataException($"{source}: the fingerprint state is that of another schema.");

    /// <summary>Adds the rows of a batch, after those before. The batch stays the caller's.</summary>
    /// <exception cref="TableFormatException">The batch has another schema or invalid arrays; the builder is as it was.</exception>
    public void Append(RecordBatch batch) => Append(DecodedBatch.Columns(_schema, batch, _source), batch.Length);

    /// <summary>Adds the rows of another builder, as <see cref="FingerprintState.Add(FingerprintState)"/> does.</summary>
    public void Merge(FingerprintBuilder other) => State.Add(other.State);

    /// <summary>The fingerprint of the rows so far; more may follow.</summary>
    public TableFingerprint Finish() => State.Finish();

    /// <summary>As <see cref="Append(RecordBatch)"/>, of columns in schema order.</summary>
    internal void Append(CanonicalColumn[] columns, int rows)
    {
        for (var i = 0; i < _order.Length; i++)
        {
            _batch[i] = columns[_order[i]];
            State.Columns[i].Nulls += _batch[i].CountNulls();
        }

        _hasher.Append(_batch, rows);
    }

    private static StateColumn[] ColumnsOf(Schema schema, string source)
    {
        SchemaRules.Check(schema, source, ReadLimits.Default with { MaxColumns = int.MaxValue });
        return [.. OrderOf(schema).Select(i => StateColumn.Of(schema.FieldsList[i]))];
    }

    private static int[] OrderOf(Schema schema) =>
        [.. Enumerable.Range(0, schema.FieldsList.Count).OrderBy(i => schema.FieldsList[i].Name, Utf8NameOrder.Instance)];

    private void CheckTimes(FingerprintState state)
    {
        foreach (var column in state.Columns)
        {
            if ((column.Name == state.Options.EventTimeColumn || column.Name == state.Options.KnownAtColumn)
                && column.LogicalType is not (LogicalType.Timestamp or LogicalType.TimestampUtc or LogicalType.Date))
            {
                throw new TableFormatException(TableFormatError.SchemaMismatch, _source, $"is {column.LogicalType}, which is no time", column.Name);
            }
        }
    }
}
