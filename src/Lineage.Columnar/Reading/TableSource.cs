using System.Buffers.Binary;
using Lineage.Columnar.Reading.Arrow;
using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Reading;

/// <summary>Opens tables; the format is told by the first bytes.</summary>
public static class TableSource
{
    /// <summary>Opens a file. Messages name it by its file name alone.</summary>
    /// <exception cref="TableFormatException">It is no readable table.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static async Task<ITableSource> OpenAsync(string path, ReadLimits? limits = null, CancellationToken ct = default)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.RandomAccess);
        try
        {
            return await OpenAsync(stream, Path.GetFileName(path), limits, ct).ConfigureAwait(false);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Opens a seekable stream, from its start whatever its position. The source owns the stream once this succeeds, and disposes it.
    /// </summary>
    /// <exception cref="TableFormatException">It is no readable table.</exception>
    public static async Task<ITableSource> OpenAsync(Stream seekable, string description, ReadLimits? limits = null, CancellationToken ct = default)
    {
        if (!seekable.CanSeek)
        {
            throw new ArgumentException("The stream must be seekable.", nameof(seekable));
        }

        limits ??= ReadLimits.Default;
        var bytes = new SourceBytes(seekable, description);
        return await TableFormatBorder.GuardAsync<ITableSource>(description, async () => await DetectAsync(bytes, limits, ct).ConfigureAwait(false) switch
        {
            TableFormat.Parquet => await ParquetTableSource.OpenAsync(bytes, limits, ct).ConfigureAwait(false),
            TableFormat.ArrowFile => await ArrowTableSource.OpenFileAsync(bytes, limits, ct).ConfigureAwait(false),
            _ => await ArrowTableSource.OpenStreamAsync(bytes, limits, ct).ConfigureAwait(false),
        }).ConfigureAwait(false);
    }

    private static async Task<TableFormat> DetectAsync(SourceBytes bytes, ReadLimits limits, CancellationToken ct)
    {
        if (bytes.Length == 0)
        {
            throw new TableFormatException(TableFormatError.NotATable, bytes.Description, "is empty");
        }

        var head = await bytes.ReadAsync(0, (int)Math.Min(8, bytes.Length), ct).ConfigureAwait(false);
        if (head.AsSpan().StartsWith("PAR1"u8))
        {
            return TableFormat.Parquet;
        }

        if (head.AsSpan().StartsWith("PARE"u8))
        {
            throw new TableFormatException(TableFormatError.Unsupported, bytes.Description, "is Parquet with an encrypted footer");
        }

        if (head.AsSpan().StartsWith("ARROW1"u8))
        {
            return TableFormat.ArrowFile;
        }

        if (head.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(head) == uint.MaxValue)
        {
            return TableFormat.ArrowStream;
        }

        if (await ArrowMessage.IsUnmarkedSchemaAsync(bytes, limits, ct).ConfigureAwait(false))
        {
            return TableFormat.ArrowStream;
        }

        throw new TableFormatException(TableFormatError.NotATable, bytes.Description, "is neither Parquet nor Arrow: its first bytes are those of no known format");
    }
}
