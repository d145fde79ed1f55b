namespace Lineage.Columnar.Tests.Reading;

/// <summary>A column of <see cref="HandmadeParquet"/>: one chunk.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsText">Whether it holds texts; otherwise 64-bit integers.</param>
/// <param name="Pages">Its data pages.</param>
internal sealed record HandmadeColumn(string Name, bool IsText, IReadOnlyList<HandmadePage> Pages)
{
    /// <summary>Whether each row is a list of such values.</summary>
    public bool IsList { get; init; }

    /// <summary>How many lists lie in one another where each row is a list.</summary>
    public int Depth { get; init; } = 1;

    /// <summary>The plain values of the dictionary, if it has one.</summary>
    public byte[]? Dictionary { get; init; }

    public int DictionaryCount { get; init; }

    /// <summary>Compresses a page; nothing where null.</summary>
    public Func<byte[], byte[]>? Compress { get; init; }

    /// <summary>The number of the codec in parquet.thrift.</summary>
    public int Codec { get; init; }
}
