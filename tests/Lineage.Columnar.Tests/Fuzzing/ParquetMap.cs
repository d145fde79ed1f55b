using System.Buffers.Binary;

namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>The footer and the pages of a well formed Parquet file.</summary>
internal sealed class ParquetMap
{
    public ParquetMap(byte[] bytes)
    {
        FooterLength = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - 8));
        FooterStart = bytes.Length - 8 - FooterLength;
        Footer = ThriftMap.Of(bytes, FooterStart);
        Pages = [.. Footer.Numbers.Where(number => number.Path.EndsWith(".3.9", StringComparison.Ordinal)).SelectMany(number => PagesOf(bytes, number))];
    }

    public int FooterStart { get; }

    public int FooterLength { get; }

    public ThriftMap Footer { get; }

    public IReadOnlyList<ParquetPage> Pages { get; }

    private IEnumerable<ParquetPage> PagesOf(byte[] bytes, ThriftNumber dataOffset)
    {
        var column = dataOffset.Path[..^1];
        var first = Footer.Find($"{column}11") is { Signed: > 0 } dictionary ? dictionary.Signed : dataOffset.Signed;
        if (dataOffset.Signed > 0)
        {
            // Arrow C++ leaves 0 where a chunk without rows has its dictionary alone.
            first = Math.Min(first, dataOffset.Signed);
        }

        var end = first + Footer.Find($"{column}7")!.Value.Signed;
        for (var place = (int)first; place < end;)
        {
            var header = ThriftMap.Of(bytes, place);
            var length = (int)header.Find("3")!.Value.Signed;
            yield return new(header, place, header.End, length);
            place = header.End + length;
        }
    }
}
