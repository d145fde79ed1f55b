using Lineage.Columnar.Time;
using Lineage.Core.Graph;
using Lineage.Storage.Sqlite.Nodes;

namespace Lineage.Storage.Sqlite.Commits;

/// <summary>Gives every commit a time later than any before it, also when the clock stands still or was set back.</summary>
internal sealed class CommitClock(TimeProvider timeProvider, long last)
{
    /// <summary>The time given last.</summary>
    public long Last { get; private set; } = last;

    public long Next()
    {
        var now = NodeRow.Nanoseconds(new CommitTime(Instant.FromDateTimeOffset(timeProvider.GetUtcNow())));
        return Last = now > Last ? now : checked(Last + 1);
    }
}
