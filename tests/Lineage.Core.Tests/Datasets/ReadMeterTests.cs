using Lineage.Core.Datasets;
using Microsoft.Extensions.Time.Testing;

namespace Lineage.Core.Tests.Datasets;

public sealed class ReadMeterTests
{
    [Fact]
    public void Report_AfterSomeTime_TellsRowsAndBytesASecond()
    {
        var clock = new FakeTimeProvider();
        List<TableProgress> reports = [];
        var meter = new ReadMeter(new Reports(reports), totalBytes: 1_000, clock);

        meter.Report(new(10, 100));
        clock.Advance(TimeSpan.FromSeconds(2));
        meter.Report(new(50, 100));
        meter.Report(new(60, null));

        Assert.Equal([(100L, 0.0, 0.0), (500, 25, 250), (0, 30, 0)], reports.Select(r => (r.Bytes, r.RowsPerSecond, r.BytesPerSecond)));
        Assert.All(reports, r => Assert.Equal(1_000, r.TotalBytes));
    }

    private sealed class Reports(List<TableProgress> all) : IProgress<TableProgress>
    {
        public void Report(TableProgress value) => all.Add(value);
    }
}
