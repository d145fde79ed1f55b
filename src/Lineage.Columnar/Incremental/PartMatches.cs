using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>
/// Finds known parts again among those of today: first each in its own place, then those that are left anywhere, by metadata and bytes. Parts are numbered over all files.
/// </summary>
internal sealed class PartMatches
{
    private readonly RowOrder _order;
    private readonly int[] _placeOf;
    private readonly KnownPart?[] _known;
    private readonly Dictionary<(string File, int Number), int> _standing;

    public PartMatches(FingerprintManifest? before, IReadOnlyList<CurrentPart> parts, RowOrder order)
    {
        _order = order;
        Before = before is null ? [] : [.. before.Files.SelectMany(file => file.Parts.Select((part, number) => new KnownPart(file, number, part)))];
        _placeOf = new int[Before.Count];
        _known = new KnownPart?[parts.Count];
        _standing = new(parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            _standing.Add((parts[i].File, parts[i].Number), i);
        }

        MatchInPlace(parts);
        MatchAnywhere(parts);
    }

    /// <summary>The parts that the manifest knows, in order.</summary>
    public IReadOnlyList<KnownPart> Before { get; }

    /// <summary>Whether every known part is where and as it was.</summary>
    public bool AreAllInPlace => Enumerable.Range(0, Before.Count).All(IsInPlace);

    /// <summary>The known part that a part of today is; null where it is new.</summary>
    public KnownPart? KnownAs(int part) => _known[part];

    /// <summary>The part of today that a known part is; null where it is none.</summary>
    public int? PlaceOf(int known) => _placeOf[known] < 0 ? null : _placeOf[known];

    /// <summary>The part of today that stands where a known part stood and is no known part itself; null where there is none.</summary>
    public int? SuccessorOf(int known) =>
        _placeOf[known] < 0 && _standing.TryGetValue((Before[known].File.Name, Before[known].Number), out var place) && _known[place] is null ? place : null;

    /// <summary>Whether a known part is where and as it was; in order, this counts the parts before it too.</summary>
    public bool IsInPlace(int known) =>
        _placeOf[known] is >= 0 and var place
        && _standing.TryGetValue((Before[known].File.Name, Before[known].Number), out var old) && place == old
        && (_order == RowOrder.Multiset || place == known);

    private void MatchInPlace(IReadOnlyList<CurrentPart> parts)
    {
        for (var i = 0; i < _placeOf.Length; i++)
        {
            _placeOf[i] = -1;
            if (_standing.TryGetValue((Before[i].File.Name, Before[i].Number), out var place) && parts[place].Evidence == Before[i].Part.Evidence)
            {
                Match(i, place);
            }
        }
    }

    private void MatchAnywhere(IReadOnlyList<CurrentPart> parts)
    {
        var lost = Enumerable.Range(0, _placeOf.Length).Where(i => _placeOf[i] < 0)
            .GroupBy(i => Before[i].Part.Evidence.Anywhere).ToDictionary(same => same.Key, same => new Queue<int>(same));
        for (var i = 0; i < parts.Count; i++)
        {
            if (_known[i] is null && lost.TryGetValue(parts[i].Evidence.Anywhere, out var same) && same.TryDequeue(out var known))
            {
                Match(known, i);
            }
        }
    }

    private void Match(int known, int place)
    {
        _placeOf[known] = place;
        _known[place] = Before[known];
    }
}
