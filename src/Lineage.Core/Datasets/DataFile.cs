using Lineage.Columnar.Reading;

namespace Lineage.Core.Datasets;

/// <summary>A file that was opened as a table, which is closed with it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Bytes">The size of the file.</param>
public sealed record DataFile(ITableSource Table, long Bytes) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Table.DisposeAsync();
}
