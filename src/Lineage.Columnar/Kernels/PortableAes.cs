using System.Buffers.Binary;
using System.Numerics;

namespace Lineage.Columnar.Kernels;

/// <summary>
/// AES-128 (FIPS 197) in tables, forwards only: what <see cref="AesExpansion"/> falls back to and is held against. Tables leak their indices through the cache; here nothing is secret, keys included.
/// </summary>
internal static class PortableAes
{
    /// <summary>Bytes of a block and of a key.</summary>
    public const int BlockSize = 16;

    /// <summary>Words of the key schedule: 11 round keys.</summary>
    public const int ScheduleWords = 44;

    private static readonly byte[] Box = SubstitutionBox();
    private static readonly uint[] Columns = [.. Box.Select(Column)];

    /// <summary>The round keys, as big-endian words.</summary>
    public static void Expand(ReadOnlySpan<byte> key, Span<uint> schedule)
    {
        for (var i = 0; i < 4; i++)
        {
            schedule[i] = BinaryPrimitives.ReadUInt32BigEndian(key[(4 * i)..]);
        }

        byte constant = 1;
        for (var i = 4; i < ScheduleWords; i++)
        {
            var word = schedule[i - 1];
            if (i % 4 == 0)
            {
                word = Substitute(BitOperations.RotateLeft(word, 8)) ^ ((uint)constant << 24);
                constant = Double(constant);
            }

            schedule[i] = schedule[i - 4] ^ word;
        }
    }

    /// <summary>One block; source and target may be one.</summary>
    public static void Encrypt(ReadOnlySpan<uint> schedule, ReadOnlySpan<byte> source, Span<byte> target)
    {
        var a = BinaryPrimitives.ReadUInt32BigEndian(source) ^ schedule[0];
        var b = BinaryPrimitives.ReadUInt32BigEndian(source[4..]) ^ schedule[1];
        var c = BinaryPrimitives.ReadUInt32BigEndian(source[8..]) ^ schedule[2];
        var d = BinaryPrimitives.ReadUInt32BigEndian(source[12..]) ^ schedule[3];
        for (var i = 4; i < ScheduleWords - 4; i += 4)
        {
            (a, b, c, d) = (
                Mixed(a, b, c, d) ^ schedule[i],
                Mixed(b, c, d, a) ^ schedule[i + 1],
                Mixed(c, d, a, b) ^ schedule[i + 2],
                Mixed(d, a, b, c) ^ schedule[i + 3]);
        }

        BinaryPrimitives.WriteUInt32BigEndian(target, Last(a, b, c, d) ^ schedule[ScheduleWords - 4]);
        BinaryPrimitives.WriteUInt32BigEndian(target[4..], Last(b, c, d, a) ^ schedule[ScheduleWords - 3]);
        BinaryPrimitives.WriteUInt32BigEndian(target[8..], Last(c, d, a, b) ^ schedule[ScheduleWords - 2]);
        BinaryPrimitives.WriteUInt32BigEndian(target[12..], Last(d, a, b, c) ^ schedule[ScheduleWords - 1]);
    }

    /// <summary>A column after the substitution, the shift of the rows and the mixing: one look-up a byte.</summary>
    private static uint Mixed(uint row0, uint row1, uint row2, uint row3) =>
        Columns[row0 >> 24]
        ^ BitOperations.RotateRight(Columns[(byte)(row1 >> 16)], 8)
        ^ BitOperations.RotateRight(Columns[(byte)(row2 >> 8)], 16)
        ^ BitOperations.RotateRight(Columns[(byte)row3], 24);

    private static uint Last(uint row0, uint row1, uint row2, uint row3) =>
        Substitute((row0 & 0xFF000000) | (row1 & 0x00FF0000) | (row2 & 0x0000FF00) | (row3 & 0x000000FF));

    private static uint Substitute(uint word) =>
        ((uint)Box[word >> 24] << 24) | ((uint)Box[(byte)(word >> 16)] << 16) | ((uint)Box[(byte)(word >> 8)] << 8) | Box[(byte)word];

    private static uint Column(byte value) =>
        ((uint)Double(value) << 24) | ((uint)value << 16) | ((uint)value << 8) | (uint)(byte)(Double(value) ^ value);

    private static byte Double(byte value) => (byte)((value << 1) ^ (value >= 0x80 ? 0x1B : 0));

    /// <summary>The inverse in GF(2^8), then an affine map. The powers of 3 are all that is not zero, and the inverse of 3^i is 3^(255 - i).</summary>
    private static byte[] SubstitutionBox()
    {
        var powers = new byte[256];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = (byte)(powers[i - 1] ^ Double(powers[i - 1]));
        }

        var box = new byte[256];
        box[0] = 0x63;
        for (var i = 0; i < 255; i++)
        {
            // Twice the byte, side by side, so that a shift rotates it.
            var inverse = powers[255 - i] * 0x101;
            box[powers[i]] = (byte)((inverse ^ (inverse >> 4) ^ (inverse >> 5) ^ (inverse >> 6) ^ (inverse >> 7)) ^ 0x63);
        }

        return box;
    }
}
