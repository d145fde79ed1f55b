using Lineage.Columnar.Reading;

namespace Lineage.Core.Datasets;

/// <summary>Tables that are closed together.</summary>
internal sealed class OpenedTables(IDataFiles files) : IAsyncDisposable
{
    private readonly List<ITableSource> _tables = [];

    public async Task<ITableSource> OpenAsync(string path, string field, CancellationToken cancellationToken)
    {
        var table = await files.OpenAsync(path, field, cancellationToken);
        _tables.Add(table);
        return table;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var table in _tables)
        {
            await table.DisposeAsync();
        }
    }
}
