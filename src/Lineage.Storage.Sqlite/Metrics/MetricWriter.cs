using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;

namespace Lineage.Storage.Sqlite.Metrics;

/// <summary>Appends metric points.</summary>
internal sealed class MetricWriter(Connection connection)
{
    /// <summary>Appends points of one run; the append's place in its change set keeps the order of points that are equal in all else.</summary>
    public void Append(long run, IReadOnlyList<MetricPoint> points, long commitTime, int place)
    {
        Span<byte> time = stackalloc byte[InstantBytes.Size];
        foreach (var (i, point) in points.Index())
        {
            InstantBytes.Write(point.Time, time);
            var statement = connection.Prepare("INSERT INTO metric (run, key, step, time, commit_time, position, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
                .Bind(run).Bind(point.Key).Bind(point.Step).BindBlob(time).Bind(commitTime).Bind(((long)place << 32) + i);
            _ = double.IsNaN(point.Value) ? statement.BindNull().Run() : statement.Bind(point.Value).Run();
        }
    }
}
