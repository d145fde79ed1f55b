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
    /// Its rows in order, in batches bounded by <see cref="ReadLimits"/>. The arrays are validated. The caller owns each batch and disposes it.
    /// </summary>
    /// <param name="columns">The columns to read, in this order; all of them in schema order when null.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="TableFormatException">The table cannot be read to its end.</exception>
    IAsyncEnumerable<RecordBatch> ReadAsync(IReadOnlyList<string>? columns = null, CancellationToken ct = default);
}
