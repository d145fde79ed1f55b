using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Lineage.Columnar.Incremental;
using Lineage.Columnar.Reading;
using Parquet;
using Parquet.Schema;

namespace Lineage.Columnar.Tests.Incremental;

/// <summary>A fresh folder with the files of a table, and a manifest beside it.</summary>
internal sealed class TableFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lineage-incremental-");

    public TableFolder() => Directory.CreateDirectory(Table);

    public string Table => Path.Combine(_folder.FullName, "table");

    public string Manifest => Path.Combine(_folder.FullName, "table.manifest");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string PathOf(string name) => Path.Combine(Table, name);

    /// <summary>Writes a Parquet file with a row group for each array, or appends them to one.</summary>
    public async Task WriteParquetAsync(string name, bool append, params Measure[][] groups) => await WriteParquetAsync(name, append, DateTimeTimeUnit.Micros, groups);

    public async Task WriteParquetAsync(string name, bool append, DateTimeTimeUnit unit, params Measure[][] groups)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        var (id, time) = (new DataField("id", typeof(long), isNullable: false), new DateTimeDataField("time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit, isNullable: false));
        var (station, value) = (new DataField("station", typeof(string), isNullable: true), new DataField("value", typeof(double), isNullable: false));
        await using var file = new FileStream(PathOf(name), append ? FileMode.Open : FileMode.Create, FileAccess.ReadWrite);
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.None, Append = append };
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(id, time, station, value), file, options, append, Token);
        foreach (var rows in groups)
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<long>(id, rows.Select(row => row.Id).ToArray(), cancellationToken: Token);
            await group.WriteAsync<DateTime>(time, rows.Select(row => row.Time).ToArray(), cancellationToken: Token);
            await group.WriteAsync(station, [.. rows.Select(row => row.Station)]);
            await group.WriteAsync<double>(value, rows.Select(row => row.Value).ToArray(), cancellationToken: Token);
        }
    }

    /// <summary>Writes an Arrow file with a batch for each array.</summary>
    public async Task WriteArrowAsync(string name, params Measure[][] batches)
    {
        var built = batches.Select(rows => new RecordBatch.Builder()
            .Append("value", nullable: true, new DoubleArray.Builder().AppendRange(rows.Select(row => row.Value)).Build())
            .Append("station", nullable: false, new StringArray.Builder().AppendRange(rows.Select(row => row.Station)).Build())
            .Append("time", nullable: false, new TimestampArray.Builder(new TimestampType(TimeUnit.Nanosecond, "UTC")).AppendRange(rows.Select(row => new DateTimeOffset(row.Time))).Build())
            .Append("id", nullable: false, new Int32Array.Builder().AppendRange(rows.Select(row => (int)row.Id)).Build())
            .Build()).ToList();
        await using var file = File.Create(PathOf(name));
        using var writer = new ArrowFileWriter(file, built[0].Schema);
        foreach (var batch in built)
        {
            await writer.WriteRecordBatchAsync(batch, Token);
            batch.Dispose();
        }

        await writer.WriteEndAsync(Token);
    }

    /// <summary>Puts a value in the place of another of the same length, without a change to anything else in the file.</summary>
    public void Overwrite(string name, double before, double after)
    {
        var bytes = File.ReadAllBytes(PathOf(name));
        var place = bytes.AsSpan().IndexOf(BitConverter.GetBytes(before));
        Assert.True(place >= 0);
        BitConverter.TryWriteBytes(bytes.AsSpan(place), after);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(BitConverter.GetBytes(before)));
        File.WriteAllBytes(PathOf(name), bytes);
    }

    public Task<FilesTableSource> OpenAsync() => FilesTableSource.OpenAsync(TableFiles.Find([Table]), ct: Token);

    public async Task<IncrementalResult> RunAsync(IncrementalOptions? options = null)
    {
        await using var table = await OpenAsync();
        return await IncrementalFingerprinter.RunAsync(table, Manifest, options ?? new(), ct: Token);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
