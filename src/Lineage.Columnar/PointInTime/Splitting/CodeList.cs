namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>The codes of one part's rows.</summary>
internal sealed class CodeList
{
    private byte[] _codes = [];

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>Room for so many more.</summary>
    public Span<byte> Extend(int count)
    {
        if (_codes.Length - Count < count)
        {
            Array.Resize(ref _codes, (int)Math.Min(Array.MaxLength, Math.Max((long)Count + count, 2L * _codes.Length)));
        }

        Count += count;
        return _codes.AsSpan(Count - count, count);
    }

    /// <summary>The codes of all parts, one behind the other.</summary>
    public static byte[] Join(IReadOnlyList<CodeList> parts)
    {
        if (parts is [{ } only] && only.Count == only._codes.Length)
        {
            return only._codes;
        }

        var codes = new byte[parts.Sum(part => part.Count)];
        var end = 0;
        foreach (var part in parts)
        {
            part._codes.AsSpan(0, part.Count).CopyTo(codes.AsSpan(end));
            end += part.Count;
        }

        return codes;
    }
}
