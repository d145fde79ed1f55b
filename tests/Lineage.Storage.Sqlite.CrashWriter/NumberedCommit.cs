using System.Globalization;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Graph;
using Lineage.Core.Runs;
using Lineage.Core.Storage;

namespace Lineage.Storage.Sqlite.CrashWriter;

/// <summary>The change set of a number: a source, a run and all else that a change set can hold, so that a half of it would show.</summary>
public static class NumberedCommit
{
    public static ChangeSet Of(int number) => new()
    {
        Nodes =
        [
            NodeWrite.Create(Source(number), new Source { Owner = Text(number), Description = new string('x', number % 10 * 1_000) }),
            NodeWrite.Create(Run(number), new Run { Start = new Instant(number) }),
        ],
        OpenedEdges = [new EdgeOpening(Run(number), EdgeKind.DerivedFrom, Source(number))],
        Metrics = [new MetricAppend(Run(number), [new MetricPoint("loss", number, number, new Instant(number)), new MetricPoint("loss", number, -number, new Instant(number))])],
        Audit = [new AuditRecord("crash", "Write", Source(number), Text(number), "first"), new AuditRecord("crash", "Write", Run(number), Text(number), "second")],
        Idempotency = Key(number),
    };

    public static IdempotencyKey Key(int number) => new(Text(number), "digest");

    public static ResourceName Source(int number) => ResourceName.Parse($"projects/p/sources/{Text(number)}", "name");

    public static ResourceName Run(int number) => ResourceName.Parse($"projects/p/experiments/e/runs/{Text(number)}", "name");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
