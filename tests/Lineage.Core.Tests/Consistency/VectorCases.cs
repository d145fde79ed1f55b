using FsCheck;
using FsCheck.Fluent;
using Lineage.Columnar.Profiling;
using Lineage.Columnar.Time;
using Lineage.Core.Consistency;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;

namespace Lineage.Core.Tests.Consistency;

/// <summary>Generates checks in which everything that can be wrong often is, for few names, values and times meet each other in every way.</summary>
public static class VectorCases
{
    public static readonly Instant Now = Instant.Parse("2026-11-25T12:00:00Z");

    private static readonly string[] Types =
        ["integer", "float", "float", "decimal", "string", "string", "boolean", "binary", "timestamp[utc]", "date", "time", "list<integer>", "null", "varchar"];

    private static readonly object?[] ServedValues =
    [
        null, true, false, -1L, 0L, 1L, 5L, 0.0, 0.5, 1.0, -7.25, double.NaN, double.PositiveInfinity, "x", "y", "true", "", "1.5", "9", "NaN", Array.Empty<byte>(), Now,
    ];

    private static readonly string[] Sets = [.. new[] { ("f", "1"), ("f", "2"), ("g", "1"), ("h", "1") }.Select(s => Training.Version(s.Item1, s.Item2).Value)];

    public static Arbitrary<VectorCase> Cases() => Generator.ToArbitrary();

    public static Gen<VectorCase> Generator =>
        from training in TrainingRecords
        from present in Flags(9, 10, 7)
        from any in Gen.Elements(ServedValues).ListOf(7)
        from fits in Gen.Elements(true, false)
        from times in Gen.Choose(-5, 3).ListOf(Sets.Length)
        from timed in Flags(1, 3, Sets.Length)
        from versions in Gen.Elements([.. Sets, "garbage"]).ListOf(2)
        from versionCount in Gen.Choose(0, 2)
        from serve in Gen.Elements<int?>(null, 0, 1)
        from mode in Gen.Elements(Enum.GetValues<FailureMode>())
        from blocking in Gen.Elements(Enum.GetValues<VectorIssueKind>()).ListOf(2)
        from blockingCount in Gen.Choose(0, 2)
        select new VectorCase(
            training,
            fits
                ? training.Inputs.ToDictionary(i => i.Name, i => Fitting(i.LogicalType))
                : Names(7).Zip(any).Where((_, i) => present[i] && (i < 5 || i % 2 == (serve ?? 0))).ToDictionary(p => p.First, p => (object?)p.Second),
            Sets.Zip(times).Where((_, i) => timed[i]).ToDictionary(p => p.First, p => Now + TimeSpan.FromSeconds(p.Second)),
            [.. versions.Take(versionCount).Distinct()],
            serve is { } seconds ? Now + TimeSpan.FromSeconds(seconds) : null,
            mode,
            [.. blocking.Take(blockingCount)]);

    private static Gen<TrainingRecord> TrainingRecords =>
        from inputCount in Gen.Choose(1, 5)
        from types in Gen.Elements(Types).ListOf(5)
        from nullable in Flags(1, 2, 5)
        from splitCount in Gen.Choose(1, 3)
        from profiles in Profiles([.. types]).ListOf(3)
        from trained in Flags(1, 2, 3)
        from lags in Gen.Choose(0, 2).ListOf(3)
        from lives in Gen.Elements<int?>(null, 1, 3).ListOf(3)
        from gap in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        let sets = Sets.Take(3).Select((name, i) => FeatureSet(name, lags[i], lives[i])).Where((_, i) => trained[i]).ToList()
        select new TrainingRecord
        {
            ModelVersion = Training.Model,
            Inputs = [.. Names(inputCount).Select((name, i) => new Feature(name, types[i], nullable[i]))],
            Splits = [.. profiles.Take(splitCount).Select((profile, i) => new TrainingSplit(Training.Split.Parent!.Child(NodeKind.Split, $"s{i}", "x"), profile))],
            FeatureSets = sets,
            WithoutLineage = gap || sets.Count == 0 ? [Training.Split.Parent!] : [],
        };

    private static Gen<TableProfile?> Profiles(IReadOnlyList<string> types) => Gen.Frequency(
        (19, from columns in Gen.CollectToArray(Names(5).Zip(types), c => Column(c.First, c.Second))
             from present in Flags(9, 10, 5)
             select (TableProfile?)new TableProfile(9, [.. columns.Where((_, i) => present[i])])),
        (1, Gen.Constant<TableProfile?>(null)));

    private static Gen<ColumnProfile> Column(string name, string type) =>
        from same in Gen.Choose(0, 9)
        from count in Gen.Elements(0L, 1L, 3L)
        from nulls in Gen.Elements(0L, 0L, 2L)
        from nans in Gen.Elements(0L, 0L, 1L)
        from minimum in Gen.Elements<double?>(null, -8, 0, 0.5)
        from maximum in Gen.Elements<double?>(null, 0.5, 1, 10)
        from categories in Gen.Elements<string[]?>(null, [], ["x"], ["", "true", "x"], ["1.5", "y"])
        select new ColumnProfile
        {
            Name = name,
            LogicalType = same == 0 ? "other" : type,
            Count = count,
            NullCount = nulls,
            NanCount = Math.Min(nans, count),
            Minimum = minimum,
            Maximum = maximum,
            Categories = categories,
        };

    /// <summary>A value of the type, so that there are vectors in which little or nothing is wrong.</summary>
    private static object? Fitting(string type) => type switch
    {
        "boolean" => true,
        "integer" or "time" => 1L,
        "float" or "decimal" => 0.5,
        "binary" => Array.Empty<byte>(),
        "timestamp[utc]" or "date" => Now,
        "null" => null,
        _ => "x",
    };

    private static TrainingFeatureSet FeatureSet(string name, int lag, int? life) => new(
        Registry.Name(name),
        Registry.FeatureSetVersion() with { Lag = TimeSpan.FromSeconds(lag), TimeToLive = life is { } seconds ? TimeSpan.FromSeconds(seconds) : null });

    private static Gen<List<bool>> Flags(int true_, int of, int count) => Gen.Choose(1, of).Select(n => n <= true_).ListOf(count).Select(l => l.ToList());

    private static List<string> Names(int count) => [.. Enumerable.Range(0, count).Select(i => ((char)('a' + i)).ToString())];
}
