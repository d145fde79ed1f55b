using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Writing.Arrow;
using Lineage.Columnar.Writing.Parquet;

namespace Lineage.Columnar.Writing;

/// <summary>
/// Writes tables to files. A file appears whole under its name or not at all: until all of it is on the disk it has a name of its own in the same folder, and whatever
/// was at the path is untouched. After an error, a cancellation or a full disk nothing of it is left; what a killed process left, <see cref="RemoveLeftovers"/> removes.
/// </summary>
public static class TableWriter
{
    /// <summary>
    /// Writes a table in the order of its rows. The same table and options give the same bytes, however many workers there are, and a file that is read has the
    /// fingerprint of the table.
    /// </summary>
    /// <param name="table">The table. Its batches may be dictionaries, and of any type that means what its schema says.</param>
    /// <param name="path">The file, which may exist; its folder must.</param>
    /// <param name="format"><see cref="TableFormat.Parquet"/> or <see cref="TableFormat.ArrowFile"/>.</param>
    /// <param name="options">How; the default where null.</param>
    /// <param name="progress">Told the rows written after each row group; they never fall.</param>
    /// <param name="ct">Stops the writing. Once the file has its name, it stays.</param>
    /// <exception cref="TableFormatException">
    /// The table cannot be read to its end, or has a column that the format cannot hold: of a type, which is found before anything is written, or because of a value.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task<WrittenTable> WriteAsync(
        ITableSource table, string path, TableFormat format, WriteOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken ct = default) =>
        WriteAsync(table, path, format, options, PendingFile.Create, progress, ct);

    /// <summary>Deletes the unfinished files in a folder that killed processes left behind. What a living process is writing stays.</summary>
    /// <returns>How many there were.</returns>
    public static int RemoveLeftovers(string folder) => PendingFile.RemoveLeftovers(folder);

    /// <param name="open">Makes the file under the name that it has until it is whole.</param>
    /// <inheritdoc cref="WriteAsync(ITableSource, string, TableFormat, WriteOptions?, IProgress{ReadProgress}?, CancellationToken)"/>
    internal static async Task<WrittenTable> WriteAsync(
        ITableSource table, string path, TableFormat format, WriteOptions? options, Func<string, FileStream> open, IProgress<ReadProgress>? progress, CancellationToken ct)
    {
        options ??= new();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RowGroupRows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RowGroupBytes, 1);
        ITableEncoding encoding = format switch
        {
            TableFormat.Parquet => new ParquetEncoding(table, options),
            TableFormat.ArrowFile => new ArrowEncoding(table, options),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Tables are written as Parquet or as Arrow files."),
        };
        ct.ThrowIfCancellationRequested();
        await using var file = PendingFile.Begin(path, open);
        var rows = await encoding.WriteAsync(file.Stream, written => progress?.Report(new(written, table.DeclaredRows)), ct).ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
        var bytes = file.Stream.Position;
        file.Complete();
        return new(rows, bytes);
    }
}
