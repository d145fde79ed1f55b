using System.Buffers.Binary;
using System.IO.Hashing;

namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>Lies that a reader meets only behind a sound shell: numbers of footers and page headers, and data whose checksum is right.</summary>
internal static class ParquetMutator
{
    public static byte[] Mutate(byte[] bytes, Random random)
    {
        var map = new ParquetMap(bytes);

        // A table of no rows may have no pages.
        return random.Next(map.Pages.Count == 0 ? 1 : 4) switch
        {
            0 => WithFooterNumber(bytes, map, random),
            1 => WithHeaderNumber(bytes, map, random),
            2 => WithHeaderNumber(WithFooterNumber(bytes, map, random), map, random),
            _ => WithPageData(bytes, map, random),
        };
    }

    /// <summary>Another number in place of one of the footer, which may grow: nothing lies behind it but its length.</summary>
    public static byte[] WithFooterNumber(byte[] bytes, ParquetMap map, ThriftNumber number, ulong value)
    {
        var written = Written(value, 0);
        byte[] changed = [.. bytes[..number.Start], .. written, .. bytes[(number.Start + number.Length)..]];
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(changed.Length - 8), map.FooterLength + written.Length - number.Length);
        return changed;
    }

    private static byte[] WithFooterNumber(byte[] bytes, ParquetMap map, Random random)
    {
        var number = map.Footer.Numbers[random.Next(map.Footer.Numbers.Count)];
        return WithFooterNumber(bytes, map, number, Lie(number.Value, random));
    }

    /// <summary>The next pages stay where they are, so that they are found: a header that grows takes the end of its page, and where that is too short the number is cut.</summary>
    private static byte[] WithHeaderNumber(byte[] bytes, ParquetMap map, Random random)
    {
        var page = map.Pages[random.Next(map.Pages.Count)];
        var number = page.Header.Numbers[random.Next(page.Header.Numbers.Count)];
        var written = Written(Lie(number.Value, random), number.Length);
        var (growth, next) = (written.Length - number.Length, page.Start + page.Length);
        if (growth > page.Length)
        {
            (growth, written) = (0, written[..number.Length]);
            written[^1] &= 127;
        }

        return [.. bytes[..number.Start], .. written, .. bytes[(number.Start + number.Length)..(next - growth)], .. bytes[next..]];
    }

    private static byte[] WithPageData(byte[] bytes, ParquetMap map, Random random)
    {
        var changed = (byte[])bytes.Clone();
        var page = map.Pages[random.Next(map.Pages.Count)];
        for (var changes = random.Next(1, 4); changes > 0 && page.Length > 0; changes--)
        {
            // Levels, bit widths and lengths stand first.
            changed[page.Start + random.Next(random.Next(2) == 0 ? Math.Min(16, page.Length) : page.Length)] = (byte)random.Next(256);
        }

        if (page.Checksum is { } checksum)
        {
            var crc = (int)Crc32.HashToUInt32(changed.AsSpan(page.Start, page.Length));
            Written((ulong)(uint)((crc << 1) ^ (crc >> 31)), checksum.Length).AsSpan(0, checksum.Length).CopyTo(changed.AsSpan(checksum.Start));
        }

        return changed;
    }

    private static ulong Lie(ulong value, Random random) => random.Next(10) switch
    {
        0 => 0,
        1 => 1,
        2 => uint.MaxValue,
        3 => ulong.MaxValue,
        4 => uint.MaxValue - 1,
        5 => value + 2,
        6 => value - 2,
        7 => value * 2,
        8 => value ^ (1UL << random.Next(33)),
        _ => (ulong)random.Next(64),
    };

    /// <summary>Filled up to a length with groups of zeros, which the encoding allows.</summary>
    private static byte[] Written(ulong value, int least)
    {
        var bytes = new List<byte>();
        for (; value > 127 || bytes.Count + 1 < least; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
