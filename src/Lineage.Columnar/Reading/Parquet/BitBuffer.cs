using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Bits in the order of Arrow, written a word at a time: the validity or the booleans of a batch.</summary>
internal sealed class BitBuffer
{
    private const int WordBits = 56;
    private byte[] _bytes = [];

    /// <summary>How many bits there are.</summary>
    public int Length { get; private set; }

    /// <summary>How many of them are set.</summary>
    public int Set { get; private set; }

    /// <summary>The bytes that hold the bits.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, (Length + 7) / 8);

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, (Length + 7) / 8);

    /// <summary>The bytes that so many bits take, and what writing a word at a time may touch.</summary>
    public static int BytesFor(int bits) => (bits / 8) + 1 + sizeof(ulong);

    /// <summary>Begins anew in other memory.</summary>
    public void Begin(byte[] bytes) => (_bytes, Length, Set) = (bytes, 0, 0);

    /// <summary>Goes on in larger memory.</summary>
    public void Move(byte[] bytes)
    {
        Span.CopyTo(bytes);
        _bytes = bytes;
    }

    /// <summary>Adds one bit many times.</summary>
    public void Append(bool bit, int count)
    {
        for (; count > 0; count -= WordBits)
        {
            var part = Math.Min(count, WordBits);
            Put(bit ? (1UL << part) - 1 : 0, part);
        }
    }

    /// <summary>Adds bits from bytes, beginning at one of their bits.</summary>
    public void Append(ReadOnlySpan<byte> bits, int first, int count)
    {
        for (; count > 0; count -= WordBits, first += WordBits)
        {
            var part = Math.Min(count, WordBits);
            Put(BitUnpacker.Read(bits, first, part), part);
        }
    }

    /// <summary>Adds bits of a word; the others are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(ulong bits, int count)
    {
        var target = _bytes.AsSpan(Length >> 3);
        var shift = Length & 7;
        var kept = target[0] & ((1UL << shift) - 1);
        BinaryPrimitives.WriteUInt64LittleEndian(target, kept | (bits << shift));
        Length += count;
        Set += BitOperations.PopCount(bits);
    }
}
