using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Lineage.Columnar.Kernels;

/// <summary>Six words that belong to one column, so that equal values of two columns hash differently.</summary>
internal readonly record struct CellKey(ulong Word0, ulong Word1, ulong NullA, ulong NullB, ulong BytesH, ulong BytesG)
{
    /// <summary>SHA-256 of <c>00</c> and the text, then of <c>01</c> and the text, as little-endian words, of which the first six.</summary>
    /// <param name="text">The column's name and logical type.</param>
    public static CellKey Of(ReadOnlySpan<byte> text)
    {
        Span<byte> words = stackalloc byte[64];
        byte[] input = [0, .. text];
        SHA256.HashData(input, words);
        input[0] = 1;
        SHA256.HashData(input, words[32..]);
        return new(Word(words, 0), Word(words, 1), Word(words, 2), Word(words, 3), Word(words, 4), Word(words, 5));

        static ulong Word(ReadOnlySpan<byte> words, int index) => BinaryPrimitives.ReadUInt64LittleEndian(words[(index * 8)..]);
    }
}
