namespace Lineage.Cli.Demo.Building;

/// <summary>How the demo's tables are written down.</summary>
internal static class DemoTables
{
    /// <summary>The history of the hourly features.</summary>
    public static ParquetTable Of(IReadOnlyList<HourlyRow> history) => Features(
        new ParquetTable()
            .Texts("airport", history.Select(r => r.Airport))
            .Times("event_time", history.Select(r => r.EventTime))
            .Times("known_at", history.Select(r => r.KnownAt)),
        history);

    /// <summary>A training table or a split of one.</summary>
    public static ParquetTable Of(IReadOnlyList<TrainingRow> rows) => Features(
        new ParquetTable()
            .Texts("airport", rows.Select(r => r.Flight.Origin))
            .Texts("destination", rows.Select(r => r.Flight.Destination))
            .Times("label_time", rows.Select(r => r.LabelTime)),
        [.. rows.Select(r => r.Features)]).Flags("late", rows.Select(r => r.Flight.IsLate));

    /// <summary>The climate normals as a history.</summary>
    public static ParquetTable Of(IReadOnlyList<ClimateNormal> normals) => Climate(
        new ParquetTable()
            .Texts("airport", normals.Select(_ => ClimateNormal.Airport))
            .Times("event_time", normals.Select(n => n.Hour))
            .Times("known_at", normals.Select(_ => ClimateNormal.KnownAt)),
        normals);

    /// <summary>
    /// The flights from Seattle joined with the normal of the hour of their label time, as one would who looks at the hours alone and not at when the normals were known.
    /// </summary>
    public static ParquetTable WithClimate(IReadOnlyList<TrainingRow> rows, IReadOnlyList<ClimateNormal> normals)
    {
        var byHour = normals.ToDictionary(n => n.Hour);
        var joined = rows
            .Where(r => r.Flight.Origin == ClimateNormal.Airport)
            .Select(r => (Row: r, Normal: byHour.GetValueOrDefault(r.LabelTime.Date.AddHours(r.LabelTime.Hour))))
            .Where(j => j.Normal is not null)
            .ToList();
        return Climate(
            new ParquetTable().Texts("airport", joined.Select(j => j.Row.Flight.Origin)).Times("label_time", joined.Select(j => j.Row.LabelTime)),
            [.. joined.Select(j => j.Normal!)]).Flags("late", joined.Select(j => j.Row.Flight.IsLate));
    }

    private static ParquetTable Features(ParquetTable table, IReadOnlyList<HourlyRow> rows) => table
        .Integers("departures", rows.Select(r => r.Departures))
        .Numbers("mean_delay", rows.Select(r => r.MeanDelay))
        .Numbers("share_late", rows.Select(r => r.ShareLate))
        .Numbers("mean_delay_3h", rows.Select(r => r.MeanDelay3h))
        .Numbers("mean_distance", rows.Select(r => r.MeanDistance));

    private static ParquetTable Climate(ParquetTable table, IReadOnlyList<ClimateNormal> normals) => table
        .Numbers("pressure", normals.Select(n => n.Pressure))
        .Numbers("temperature", normals.Select(n => n.Temperature))
        .Numbers("wind", normals.Select(n => n.Wind));
}
