using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Lineage.Columnar.Kernels;

/// <summary>The sum of many row digests, each expanded to 256 words of 64 bits that are added one by one modulo 2^64.</summary>
internal sealed class WideSum
{
    public const int DigestSize = 32;
    public const int Size = 2048;
    private readonly ulong[] _lanes = new ulong[Size / 8];

    public void Add(ReadOnlySpan<byte> digests)
    {
        var (plain, cipher) = (new byte[Size], new byte[Size]);
        for (; !digests.IsEmpty; digests = digests[DigestSize..])
        {
            for (var i = 0; i < Size / 16; i++)
            {
                digests.Slice(16, 16).CopyTo(plain.AsSpan(i * 16));
                plain[i * 16] ^= (byte)i;
            }

            using var aes = Aes.Create();
            aes.Key = digests[..16].ToArray();
            aes.EncryptEcb(plain, cipher, PaddingMode.None);
            for (var i = 0; i < _lanes.Length; i++)
            {
                _lanes[i] += BinaryPrimitives.ReadUInt64LittleEndian(cipher.AsSpan(i * 8));
            }
        }
    }

    public void Add(WideSum other)
    {
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] += other._lanes[i];
        }
    }

    public void Subtract(WideSum other)
    {
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] -= other._lanes[i];
        }
    }

    public void Write(Span<byte> target)
    {
        for (var i = 0; i < _lanes.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target[(i * 8)..], _lanes[i]);
        }
    }

    public void Read(ReadOnlySpan<byte> source)
    {
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = BinaryPrimitives.ReadUInt64LittleEndian(source[(i * 8)..]);
        }
    }
}
