using Parquet;
using Parquet.Schema;

namespace Lineage.Columnar.Tests.Incremental;

/// <summary>Parquet files that are like those of <see cref="TableFolder"/>, but not quite.</summary>
internal static class DriftedFile
{
    /// <summary>A row whose column <c>value</c> is text, or which has another column beside it, or (where none is named) which has none.</summary>
    public static async Task WriteAsync(string path, string? column, bool isText)
    {
        var token = TestContext.Current.CancellationToken;
        var (id, time) = (new DataField("id", typeof(long), isNullable: false), new DateTimeDataField("time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros, isNullable: false));
        var (station, text) = (new DataField("station", typeof(string), isNullable: false), new DataField("value", typeof(string), isNullable: false));
        DataField[] numbers = isText || column is null ? [] : [new DataField("value", typeof(double), isNullable: false), new DataField(column, typeof(double), isNullable: false)];
        DataField[] fields = [id, time, station, .. isText ? [text] : numbers];
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file, cancellationToken: token);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<long>(id, new long[] { 1 }, cancellationToken: token);
        await group.WriteAsync<DateTime>(time, new[] { DateTime.UnixEpoch }, cancellationToken: token);
        await group.WriteAsync(station, ["here"]);
        if (isText)
        {
            await group.WriteAsync(text, ["1.5"]);
        }

        foreach (var number in numbers)
        {
            await group.WriteAsync<double>(number, new[] { 1.5 }, cancellationToken: token);
        }
    }
}
