namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>The columns that are read, each once, and where each part of a specification finds its own.</summary>
internal sealed class SplitColumns
{
    private readonly List<string> _names = [];

    private SplitColumns()
    {
    }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names => _names;

    public required int[] Keys { get; init; }

    /// <summary>The label time; null where none is named.</summary>
    public required int? Time { get; init; }

    public required int[] Strata { get; init; }

    /// <summary>The label; null where none is counted.</summary>
    public required int? Label { get; init; }

    /// <param name="specification">What is divided.</param>
    /// <param name="hasStatistics">Whether also what is only counted is read.</param>
    public static SplitColumns Of(SplitSpecification specification, bool hasStatistics)
    {
        List<string> names = [];
        var columns = new SplitColumns
        {
            Keys = [.. specification.EntityKeys.Select(Place)],
            Time = specification.LabelTimeColumn is { } time ? Place(time) : null,
            Strata = [.. specification.StratifyBy.Select(Place)],
            Label = hasStatistics && specification.LabelColumn is { } label ? Place(label) : null,
        };
        columns._names.AddRange(names);
        return columns;

        int Place(string name)
        {
            var place = names.IndexOf(name);
            if (place < 0)
            {
                place = names.Count;
                names.Add(name);
            }

            return place;
        }
    }
}
