using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace Lineage.Cli.Tests;

/// <summary>Small Arrow files with an entity, an instant, a feature and perhaps a label.</summary>
internal static class Tables
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes one; instants are hours from the start of 2026.</summary>
    public static async Task<string> WriteAsync(string path, string timeColumn, bool isLabelled, params (string Id, int Hour, double Wind)[] rows)
    {
        var ids = new StringArray.Builder().AppendRange(rows.Select(r => r.Id)).Build();
        var times = new TimestampArray.Builder(new TimestampType(TimeUnit.Microsecond, "UTC")).AppendRange(rows.Select(r => Start.AddHours(r.Hour))).Build();
        var winds = new DoubleArray.Builder().AppendRange(rows.Select(r => r.Wind)).Build();
        var batch = new RecordBatch.Builder().Append("id", nullable: false, ids).Append(timeColumn, nullable: false, times).Append("wind", nullable: false, winds);
        if (isLabelled)
        {
            batch = batch.Append("late", nullable: false, new BooleanArray.Builder().AppendRange(rows.Select((_, i) => i % 2 == 0)).Build());
        }

        using var built = batch.Build();
        await using var file = File.Create(path);
        using var writer = new ArrowFileWriter(file, built.Schema);
        await writer.WriteRecordBatchAsync(built, TestContext.Current.CancellationToken);
        await writer.WriteEndAsync(TestContext.Current.CancellationToken);
        return path;
    }
}
