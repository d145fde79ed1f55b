using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>A table, its histories and rules as plain values; and the same as Arrow.</summary>
internal sealed record AuditCase
{
    public required TestColumn[] Keys { get; init; }

    public required TestColumn LabelTime { get; init; }

    public required TestColumn Label { get; init; }

    public required HistoryCase[] Histories { get; init; }

    public required KnowledgeRule Rule { get; init; }

    public Instant? KnownAt { get; init; }

    public bool Exclusive { get; init; }

    public int MaxFindings { get; init; }

    public int Rows => LabelTime.Values.Count;

    /// <summary>The columns of the table without the features.</summary>
    public TestColumn[] SpineColumns => [.. Keys, LabelTime, Label];

    /// <summary>The columns of the table.</summary>
    public TestColumn[] Columns => [.. SpineColumns, .. Histories.SelectMany(history => history.Cells)];

    /// <param name="random">Shuffles the histories and cuts every table into batches; null for neither.</param>
    public async Task<AuditReport> RunAsync(Random? random)
    {
        var table = TestTable.Batched("table", Columns, [.. Enumerable.Range(0, Rows)], random);
        var specification = new AuditSpecification
        {
            EntityKeys = [.. Keys.Select(key => key.Name)],
            LabelTimeColumn = LabelTime.Name,
            LabelColumn = Label.Name,
            Histories = [.. Histories.Select(history => history.ToHistory(random))],
            KnowledgeRule = Rule,
            KnownAt = KnownAt,
            ExclusiveEventTime = Exclusive,
            MaxFindings = MaxFindings,
        };
        return await PointInTimeAudit.RunAsync(table, specification);
    }

    /// <param name="order">The order of the rows of the histories.</param>
    /// <param name="random">Cuts every table into parts; null for one part each.</param>
    /// <param name="workers">How many threads work.</param>
    public async Task<TrainingTable> BuildAsync(HistoryOrder order, Random? random, int workers)
    {
        var spine = TestTable.Batched("spine", SpineColumns, [.. Enumerable.Range(0, Rows)], random);
        var specification = new BuildSpecification
        {
            EntityKeys = [.. Keys.Select(key => key.Name)],
            LabelTimeColumn = LabelTime.Name,
            Histories = [.. Histories.Select(history => history.ToHistory(order, random))],
            KnowledgeRule = Rule,
            KnownAt = KnownAt,
            ExclusiveEventTime = Exclusive,
            Workers = workers,
        };
        return await PointInTimeBuild.RunAsync(spine, specification);
    }
}
