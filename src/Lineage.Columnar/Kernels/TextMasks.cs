namespace Lineage.Columnar.Kernels;

/// <summary>Masks for the bytes of a text that are read together with what lies behind it.</summary>
internal static class TextMasks
{
    /// <summary>Texts shorter than this go side by side: each takes as many steps as the longest, so one long text must not make its neighbours wait.</summary>
    public const int Longest = 64;

    /// <summary>How many bytes behind a text are read, at most: those of the last step of its neighbour, where it is empty itself.</summary>
    public const int Readable = Longest;

    private static readonly byte[] All = [.. Enumerable.Repeat(byte.MaxValue, Longest), .. new byte[Longest]];

    /// <summary>Ones, and behind <see cref="Longest"/> of them as many zeros: 16 bytes that begin n before the zeros have n bytes of ones, or 16; those that begin behind have none.</summary>
    public static ReadOnlySpan<byte> Bytes => All;
}
