namespace Lineage.Columnar.Reading;

/// <summary>An open file of a table: the table in it and its bytes, both by one handle, so that they are of one file even where another takes its name meanwhile.</summary>
internal sealed class OpenTableFile : IAsyncDisposable
{
    private OpenTableFile(TableFile file, ITableSource source, SourceBytes bytes, DateTimeOffset lastWritten)
    {
        File = file;
        Source = source;
        Bytes = bytes;
        LastWritten = lastWritten;
    }

    public TableFile File { get; }

    public ITableSource Source { get; }

    public SourceBytes Bytes { get; }

    public DateTimeOffset LastWritten { get; }

    /// <exception cref="TableFormatException">It is no readable table.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    public static async Task<OpenTableFile> OpenAsync(TableFile file, FilesOptions options, CancellationToken ct)
    {
        var stream = options.Open?.Invoke(file.Path)
            ?? new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.RandomAccess);
        try
        {
            var source = await TableSource.OpenAsync(stream, file.Name, options.Limits, ct).ConfigureAwait(false);
            return new(file, source, new SourceBytes(stream, file.Name), new(System.IO.File.GetLastWriteTimeUtc(stream.SafeFileHandle)));
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
