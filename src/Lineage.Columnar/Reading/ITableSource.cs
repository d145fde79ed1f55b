using Apache.Arrow;

namespace Lineage.Columnar.Reading;

/// <summary>
/// A table that can be read any number of times, also by several readers at once. Column names are unique. It owns what it opened until
/// it is disposed.
/// </summary>
public interface ITableSource : IAsyncDisposable
{
    /// <summary>How messages name it.</summary>
    string Description { get; }

    /// <summary>How it is written down.</summary>
    TableFormat Format { get; }

    /// <summary>Its schema.</summary>
    Schema Schema { get; }

    /// <summary>The rows that its metadata declares, where it does. Reading fails if another number comes.</summary>
    long? DeclaredRows { get; }

    /// <summary>
    /// How many parts can be read apart from each other, also at once: the row groups of a Parquet file, the batches of an Arrow file or of memory. A source that
    /// can only be read from its start is one part.
    /// </summary>
    int Parts => 1;

    /// <summary>
    /// Its rows in order, in batches bounded by <see cref="ReadLimits"/>. The arrays are validated. The caller owns each batch and disposes it. A field of a batch
    /// has the name and the logical type of that in <see cref="Schema"/>, but may be a dictionary of its type.
    /// </summary>
    /// <param name="columns">The columns to read, in this order; all of them in schema order when null.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="TableFormatException">The table cannot be read to its end.</exception>
    IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default);

    /// <summary>The rows of one part, as <see cref="ReadAsync"/> yields them: all parts one after the other are the whole table.</summary>
    /// <param name="part">The number of the part, from 0.</param>
    /// <param name="columns">The columns to read, in this order; all of them in schema order when null.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    /// <exception cref="TableFormatException">The part cannot be read to its end.</exception>
    IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)part, (uint)Parts, nameof(part));
        return Parts == 1 ? ReadAsync(columns, ct) : throw new NotSupportedException($"{Description} has {Parts} parts but does not say how to read one.");
    }
}
