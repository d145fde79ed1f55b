using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>Tells what happened to the known parts that are not where and what they were.</summary>
internal static class PartChanges
{
    public static IReadOnlyList<PartChange> Of(PartMatches matches, CurrentPart[] parts, FingerprintState[] states)
    {
        var changes = new List<PartChange>();
        for (var i = 0; i < matches.Before.Count; i++)
        {
            if (!matches.IsInPlace(i))
            {
                changes.Add(Of(matches, i, parts, states));
            }
        }

        return changes;
    }

    private static PartChange Of(PartMatches matches, int number, CurrentPart[] parts, FingerprintState[] states)
    {
        var known = matches.Before[number];
        var change = new PartChange
        {
            Kind = PartChangeKind.Gone,
            File = known.File.Name,
            Part = known.Number,
            Rows = known.Part.State.Rows,
            Before = known.Part.Evidence.Bytes,
            LastWritten = known.File.LastWritten,
        };
        if (matches.PlaceOf(number) is { } place)
        {
            return change with { Kind = PartChangeKind.Moved, After = parts[place].Evidence.Bytes, NewFile = parts[place].File, NewPart = parts[place].Number };
        }

        return matches.SuccessorOf(number) is { } successor
            ? change with
            {
                Kind = PartChangeKind.Changed,
                After = parts[successor].Evidence.Bytes,
                Difference = FingerprintComparison.Compare(known.Part.State.Finish(), states[successor].Finish()),
            }
            : change;
    }
}
