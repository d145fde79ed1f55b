using Lineage.Columnar.Time;

namespace Lineage.Server.Tests.Data;

/// <summary>A small table with event times, knowledge times and keys, and how to fingerprint it by them.</summary>
internal static class Ledger
{
    public const int Days = 40;

    /// <summary>By day, key and knowledge; one cut-off in the middle and one after the end.</summary>
    public static V1.FingerprintOptions Options => new()
    {
        EventTimeColumn = "at",
        KnownAtColumn = "known",
        EntityKeys = { "id" },
        CutOffs = { CutOff(Days / 2, Days / 2), CutOff(Days, null) },
    };

    /// <summary>What is visible by the ends of days; null where it does not matter when it was known.</summary>
    public static V1.CutOff CutOff(int eventDay, int? knownDay) => new() { EventTime = Day(eventDay), KnownAt = knownDay is { } known ? Day(known) : null };

    public static Google.Protobuf.WellKnownTypes.Timestamp Day(int day) => Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TableFiles.At(24 * day));

    /// <summary>Writes days of it as an Arrow file.</summary>
    /// <param name="change">Gets the day of a row and its value, and returns another value.</param>
    public static Task WriteAsync(string path, int first = 0, int count = Days, Func<int, double, double>? change = null)
    {
        var days = Enumerable.Range(first, count).ToList();
        return TableFiles.WriteAsync(
            path,
            ("at", [.. days.Select(d => (object)TableFiles.At(24 * d))]),
            ("known", [.. days.Select(d => (object)TableFiles.At((24 * d) + 12))]),
            ("id", [.. days.Select(d => (object)$"entity {d % 7}")]),
            ("value", [.. days.Select(d => (object)(change?.Invoke(d, d / 4.0) ?? (d / 4.0)))]));
    }

    /// <summary>The same options in the words of the library.</summary>
    public static Columnar.Fingerprinting.FingerprintOptions Local => new()
    {
        EventTimeColumn = "at",
        KnownAtColumn = "known",
        EntityKeys = ["id"],
        CutOffs = [new(At(Days / 2), new KnowledgeTime(At(Days / 2).Instant)), new(At(Days))],
    };

    private static EventTime At(int day) => new(Instant.FromDateTimeOffset(TableFiles.At(24 * day)));
}
