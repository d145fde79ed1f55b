using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>
/// What is kept of a division, in the terms of a split's method: the kind, the seed and the other parameters as texts. With the same table it gives the same splits.
/// </summary>
/// <remarks>
/// Parameters: <c>definition</c> is <c>1</c>, the version of what <see cref="SplitHash"/> and <see cref="SplitAssignment"/> say. <c>splits</c>, <c>fractions</c> (decimal texts),
/// <c>cuts</c>, <c>entity_keys</c> and <c>stratify_by</c> are JSON arrays of texts; <c>label_time_column</c> is a text; <c>embargo</c> is seconds, with up to seven
/// decimals, and <c>s</c>. What does not apply is left out. <c>found_cuts</c> tells where fractions by time have cut: given as <c>cuts</c>, they keep rows where they are when the table grows.
/// </remarks>
/// <param name="Kind"><c>random</c>, <c>entity</c>, <c>time</c> or <c>stratified</c>.</param>
/// <param name="Seed">The seed; null by time.</param>
/// <param name="Parameters">The other parameters, by key.</param>
public sealed record SplitRecord(string Kind, long? Seed, IReadOnlyDictionary<string, string> Parameters)
{
    internal const string Definition = "1";
    internal const string FractionFormat = "0.############################";

    /// <summary>What is kept of a specification.</summary>
    /// <param name="specification">A valid one.</param>
    /// <param name="foundCuts">Where fractions by time have cut; null where that is not known.</param>
    public static SplitRecord Of(SplitSpecification specification, IReadOnlyList<SplitCut>? foundCuts = null)
    {
        var parameters = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        parameters["definition"] = Definition;
        AddList(parameters, "splits", specification.Splits.Select(split => split.Name));
        AddList(parameters, "fractions", specification.Splits.Select(split => split.Fraction?.ToString(FractionFormat, CultureInfo.InvariantCulture)));
        AddList(parameters, "cuts", specification.Splits.Skip(1).Select(split => split.From?.ToString()));
        AddList(parameters, "entity_keys", specification.EntityKeys);
        AddList(parameters, "stratify_by", specification.StratifyBy);
        AddList(parameters, "found_cuts", foundCuts?.Select(cut => cut.ToString()) ?? []);
        if (specification.LabelTimeColumn is { } column)
        {
            parameters["label_time_column"] = column;
        }

        if (specification.Embargo != TimeSpan.Zero)
        {
            parameters["embargo"] = string.Create(CultureInfo.InvariantCulture, $"{(decimal)specification.Embargo.Ticks / TimeSpan.TicksPerSecond:0.#######}s");
        }

        return new(KindText(specification.Kind), specification.Seed, parameters.ToImmutable());
    }

    /// <summary>The specification again; the label column and the other settings that have no part in the division are as they are by default.</summary>
    /// <exception cref="AuditSpecificationException">It is no record of this version.</exception>
    public SplitSpecification ToSpecification() => SplitRecordReader.Read(this);

    internal static string KindText(SplitKind kind) => kind switch
    {
        SplitKind.Random => "random",
        SplitKind.Entity => "entity",
        SplitKind.Time => "time",
        _ => "stratified",
    };

    private static void AddList(ImmutableSortedDictionary<string, string>.Builder parameters, string key, IEnumerable<string?> values)
    {
        string[] texts = [.. values.OfType<string>()];
        if (texts.Length > 0)
        {
            parameters[key] = JsonSerializer.Serialize(texts, SplitJsonContext.Default.StringArray);
        }
    }
}
