using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Incremental;

namespace Lineage.Columnar.Tests.PointInTime;

public sealed class PointInTimeBuildFileTests : IDisposable
{
    private static readonly DateTime Noon = new(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc);
    private readonly TableFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_ParquetAndArrowFilesAsOneHistory_JoinsAllParts()
    {
        await WriteAsync();
        await using var source = await _folder.OpenAsync();

        var table = await BuildAsync(source, null);

        Assert.Equal([11.0, 22.0, 41.0, null], await TableCells.ReadAsync(table, "value"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_FileIsOverwrittenBetweenThePasses_IsRefused(bool asFolder)
    {
        await WriteAsync();
        await using var source = asFolder ? await _folder.OpenAsync() : await TableSource.OpenAsync(_folder.PathOf("b.arrow"), ct: Token);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => BuildAsync(source, Overwrite));

        Assert.Contains("b.arrow", error.Message, StringComparison.Ordinal);
        Assert.Contains("was changed while", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<TrainingTable> BuildAsync(ITableSource source, Action? afterTheFirstPass)
    {
        var spine = TestTable.Of(
            "spine",
            TestColumn.Of("id", Int64Type.Default, 1, 2, 4, 5),
            TestColumn.Of("label_time", AuditExample.Utc, [.. Enumerable.Repeat<object>(Time.Instant.FromDateTimeOffset(new DateTimeOffset(Noon.AddMinutes(2))), 4)]));
        var specification = new BuildSpecification
        {
            EntityKeys = ["id"],
            LabelTimeColumn = "label_time",
            Histories = [new() { Name = "measures", Source = source, KeyColumns = ["id"], EventTimeColumn = "time", Features = [new("value", ""), new("station", "")] }],
            Workers = 2,
        };
        return await PointInTimeBuild.RunAsync(spine, specification, new FirstPass(afterTheFirstPass), Token);
    }

    /// <summary>Changes a value where it stands, so that the file is whole all the time.</summary>
    private void Overwrite()
    {
        var place = File.ReadAllBytes(_folder.PathOf("b.arrow")).AsSpan().IndexOf(BitConverter.GetBytes(22.0));
        using var file = new FileStream(_folder.PathOf("b.arrow"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite) { Position = place };
        file.Write(BitConverter.GetBytes(23.0));
    }

    /// <summary>Files that were last written long ago, so that any later writing shows.</summary>
    private async Task WriteAsync()
    {
        await _folder.WriteParquetAsync("a.parquet", append: false, [new(1, Noon, "a", 10), new(4, Noon, "d", 40)], [new(1, Noon.AddMinutes(1), "a", 11), new(2, Noon.AddMinutes(1), "b", 21)]);
        await _folder.WriteArrowAsync("b.arrow", [new(2, Noon.AddMinutes(2), "b", 22)], [new(1, Noon.AddMinutes(3), "a", 13), new(4, Noon.AddMinutes(1), "d", 41)]);
        foreach (var name in (string[])["a.parquet", "b.arrow"])
        {
            File.SetLastWriteTimeUtc(_folder.PathOf(name), Noon);
        }
    }

    /// <summary>Does something once, when the values are about to be read.</summary>
    private sealed class FirstPass(Action? then) : IProgress<BuildProgress>
    {
        private Action? _then = then;

        public void Report(BuildProgress value)
        {
            if (value.Stage.StartsWith("gather", StringComparison.Ordinal))
            {
                Interlocked.Exchange(ref _then, null)?.Invoke();
            }
        }
    }
}
