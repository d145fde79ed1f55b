using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>
/// The different values of one or more columns, numbered as they are met. The numbers depend on who comes first: nothing that is told may depend on them. For several threads.
/// </summary>
internal sealed class ClassIndex(int most)
{
    /// <summary>Stands for a class that has no number.</summary>
    public const int None = -1;

    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, int> _numbers = [];
    private readonly List<(UInt128 Digest, string? Text)> _classes = [];
    private bool _isClosed;

    /// <summary>Whether there were more than there may be, or some that came after it was closed.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>How many have a number.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _classes.Count;
            }
        }
    }

    public UInt128 DigestOf(int number) => _classes[number].Digest;

    /// <summary>The value for people; null where it is null, or nobody asked for it.</summary>
    public string? TextOf(int number) => _classes[number].Text;

    /// <summary>No class gets a number any more.</summary>
    public void Close() => _isClosed = true;

    /// <summary>The number of a class; <see cref="None"/> where it has none and gets none.</summary>
    /// <param name="digest">The class.</param>
    /// <param name="column">Where it stands; null where nobody asks for its text.</param>
    /// <param name="row">In which row.</param>
    public int NumberOf(UInt128 digest, CanonicalColumn? column, int row)
    {
        lock (_gate)
        {
            if (_numbers.TryGetValue(digest, out var known))
            {
                return known;
            }

            if (_isClosed || _classes.Count == most)
            {
                HasMissed = true;
                return None;
            }

            _classes.Add((digest, column?.Format(row)));
            return _numbers[digest] = _classes.Count - 1;
        }
    }
}
