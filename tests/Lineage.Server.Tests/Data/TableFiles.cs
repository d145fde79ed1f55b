using System.Runtime.CompilerServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace Lineage.Server.Tests.Data;

/// <summary>Table files for tests: those of data-samples, and small ones that a test writes.</summary>
internal static class TableFiles
{
    private static readonly TimestampType Utc = new(TimeUnit.Microsecond, "UTC");

    private static string Samples { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../data-samples/interop"));

    public static string Sample(string name) => Path.Combine(Samples, name);

    /// <summary>Copies a sample file.</summary>
    public static string CopySample(string name, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(Sample(name), to, overwrite: true);
        return to;
    }

    public static DateTimeOffset At(double hour) => DateTimeOffset.UnixEpoch.AddHours(hour);

    /// <summary>Writes an Arrow file; the values of a column are all strings, doubles or times.</summary>
    public static async Task<string> WriteAsync(string path, params (string Name, object[] Values)[] columns)
    {
        List<IArrowArray> arrays = [.. columns.Select(c => ToArray(c.Values))];
        var schema = new Schema(columns.Zip(arrays, (c, a) => new Field(c.Name, a.Data.DataType, nullable: true)), null);
        using var batch = new RecordBatch(schema, arrays, columns.Length == 0 ? 0 : columns[0].Values.Length);
        await using var file = File.Create(path);
        using var writer = new ArrowFileWriter(file, schema);
        await writer.WriteRecordBatchAsync(batch, TestContext.Current.CancellationToken);
        await writer.WriteEndAsync(TestContext.Current.CancellationToken);
        return path;
    }

    private static IArrowArray ToArray(object[] values) => values.FirstOrDefault() switch
    {
        DateTimeOffset => new TimestampArray.Builder(Utc).AppendRange(values.Cast<DateTimeOffset>()).Build(),
        string => new StringArray.Builder().AppendRange(values.Cast<string>()).Build(),
        _ => new DoubleArray.Builder().AppendRange(values.Cast<double>()).Build(),
    };

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
