using Lineage.Columnar.Reading;

namespace Lineage.Core.Datasets;

/// <summary>Tables that are closed together.</summary>
internal sealed class OpenedTables(IDataFiles files) : IAsyncDisposable
{
    private readonly List<DataFile> _files = [];

    public async Task<ITableSource> OpenAsync(string path, string field, CancellationToken cancellationToken)
    {
        var file = await files.OpenAsync(path, field, cancellationToken);
        _files.Add(file);
        return file.Table;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files)
        {
            await file.DisposeAsync();
        }
    }
}
