namespace Lineage.Columnar.Tests.Incremental;

/// <summary>A row of the tables of these tests.</summary>
internal sealed record Measure(long Id, DateTime Time, string Station, double Value)
{
    private static readonly DateTime Start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Rows that follow each other, an hour apart.</summary>
    public static Measure[] Some(int first, int count) => [.. Enumerable.Range(first, count).Select(i => new Measure(i, Start.AddHours(i), $"station {i % 7}", i + 0.125))];
}
