namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>Damage that knows nothing of formats.</summary>
internal static class ByteMutator
{
    private static readonly byte[] Extremes = [0, 1, 0x7F, 0x80, 0xFE, 0xFF];

    public static byte[] Mutate(byte[] bytes, byte[] other, Random random)
    {
        var mutated = (byte[])bytes.Clone();
        for (var changes = random.Next(1, 4); changes > 0 && mutated.Length > 0; changes--)
        {
            mutated = MutateOnce(mutated, other, Place(mutated, random), random);
        }

        return mutated;
    }

    private static byte[] MutateOnce(byte[] bytes, byte[] other, int place, Random random)
    {
        var length = Math.Min(random.Next(4) == 0 ? random.Next(1, 4_096) : random.Next(1, 16), bytes.Length - place);
        switch (random.Next(8))
        {
            case 0:
                bytes[place] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[place] = Extremes[random.Next(Extremes.Length)];
                return bytes;
            case 2:
                bytes.AsSpan(place, length).Fill(Extremes[random.Next(Extremes.Length)]);
                return bytes;
            case 3:
                var inserted = new byte[length];
                random.NextBytes(inserted);
                return [.. bytes[..place], .. inserted, .. bytes[place..]];
            case 4:
                return [.. bytes[..place], .. bytes[(place + length)..]];
            case 5:
                return bytes[..place];
            case 6:
                return Swap(bytes, place, length, random);
            default:
                // The beginning of one file and the end of another.
                return [.. bytes[..place], .. other[random.Next(other.Length)..]];
        }
    }

    private static byte[] Swap(byte[] bytes, int place, int length, Random random)
    {
        var target = random.Next(bytes.Length - length + 1);
        var moved = bytes.AsSpan(target, length).ToArray();
        bytes.AsSpan(place, length).CopyTo(bytes.AsSpan(target));
        moved.CopyTo(bytes.AsSpan(place));
        return bytes;
    }

    /// <summary>Metadata lies at the ends, which are hit more often.</summary>
    private static int Place(byte[] bytes, Random random) => random.Next(3) switch
    {
        0 => random.Next(bytes.Length),
        1 => random.Next(Math.Min(bytes.Length, 2_000)),
        _ => bytes.Length - 1 - random.Next(Math.Min(bytes.Length, 6_000)),
    };
}
