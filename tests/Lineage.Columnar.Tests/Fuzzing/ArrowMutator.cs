using System.Buffers.Binary;

namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>Lies in the flatbuffers of Arrow: offsets, counts and lengths, which are aligned words of its messages and of the footer.</summary>
internal static class ArrowMutator
{
    public static byte[] Mutate(byte[] bytes, Random random)
    {
        var changed = (byte[])bytes.Clone();
        var regions = Regions(bytes);
        var (start, length) = regions[random.Next(regions.Count)];
        for (var changes = random.Next(1, 3); changes > 0; changes--)
        {
            var word = changed.AsSpan(start + (random.Next(length / 4) * 4), 4);
            BinaryPrimitives.WriteInt32LittleEndian(word, Lie(BinaryPrimitives.ReadInt32LittleEndian(word), random));
        }

        return changed;
    }

    /// <summary>The messages with their lengths, which a marker precedes, and in a file the footer.</summary>
    private static List<(int Start, int Length)> Regions(byte[] bytes)
    {
        var regions = new List<(int, int)>();
        for (var place = 0; place + 8 <= bytes.Length; place += 4)
        {
            var (marker, length) = (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(place)), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(place + 4)));
            if (marker == uint.MaxValue && length > 0 && length <= bytes.Length - place - 8)
            {
                regions.Add((place + 4, length + 4));
                place += length + 4;
            }
        }

        if (bytes.AsSpan().EndsWith("ARROW1"u8))
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - 10));
            regions.Add((bytes.Length - 10 - length, length));
        }

        return regions;
    }

    private static int Lie(int value, Random random) => random.Next(10) switch
    {
        0 => 0,
        1 => 1,
        2 => -1,
        3 => int.MaxValue,
        4 => int.MinValue,
        5 => value + 1,
        6 => value - 1,
        7 => value * 8,
        8 => value ^ (1 << random.Next(32)),
        _ => random.Next(256),
    };
}
