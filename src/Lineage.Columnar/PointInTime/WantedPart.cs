namespace Lineage.Columnar.PointInTime;

/// <summary>The rows that are wanted of one part of a table. For one thread at a time.</summary>
internal sealed class WantedPart
{
    private readonly long[] _rowIds;
    private readonly int _end;
    private int _next;
    private int[] _rows = [];

    private WantedPart(long[] rowIds, int first, int end)
    {
        _rowIds = rowIds;
        _end = end;
        _next = first;
        Part = (int)(rowIds[first] >> 32);
    }

    /// <summary>The number of the part in its table.</summary>
    public int Part { get; }

    /// <summary>The place among all wanted rows of the next one of this part.</summary>
    public int Place => _next;

    /// <summary>Whether all of them were handed out.</summary>
    public bool IsDone => _next == _end;

    /// <summary>The parts that have wanted rows, in order.</summary>
    /// <exception cref="ArgumentException">The ids do not rise.</exception>
    public static WantedPart[] Of(long[] rowIds)
    {
        var parts = new List<WantedPart>();
        for (int first = 0, end; first < rowIds.Length; first = end)
        {
            var part = rowIds[first] >> 32;
            for (end = first + 1; end < rowIds.Length && rowIds[end] >> 32 == part; end++)
            {
                if (rowIds[end] <= rowIds[end - 1])
                {
                    throw NotRising(nameof(rowIds));
                }
            }

            if (rowIds[first] < 0 || (end < rowIds.Length && rowIds[end] < rowIds[first]))
            {
                throw NotRising(nameof(rowIds));
            }

            parts.Add(new(rowIds, first, end));
        }

        return [.. parts];
    }

    /// <summary>The wanted rows among the next rows of the part, counted from the first of these. Valid until it is asked again.</summary>
    public ReadOnlySpan<int> Next(long first, int count)
    {
        var beyond = ((long)Part << 32) + first + count;
        var place = System.Array.BinarySearch(_rowIds, _next, _end - _next, beyond);
        var end = place < 0 ? ~place : place;
        if (_rows.Length < end - _next)
        {
            _rows = new int[end - _next];
        }

        var rows = _rows.AsSpan(0, end - _next);
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (int)((uint)_rowIds[_next + i] - first);
        }

        _next = end;
        return rows;
    }

    private static ArgumentException NotRising(string name) => new("The ids of rows must rise.", name);
}
