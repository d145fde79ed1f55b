using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;
using X86Aes = System.Runtime.Intrinsics.X86.Aes;

namespace Lineage.Columnar.Kernels;

/// <summary>
/// Expands digests of 32 bytes and adds them up. A digest's first half is an AES-128 key; block i, which is lanes 2i and 2i + 1 in little-endian words, is the encryption of its second half XOR i
/// (16 bytes, little-endian). Both halves enter, so that two rows need 256 equal bits to expand alike.
/// </summary>
internal static class AesExpansion
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestSize = 32;

    /// <summary>The number of lanes is a multiple of this: that many are under way at a time, which hides the latency of the AES unit.</summary>
    public const int LaneStep = 16;

    private const int Rounds = 10;

    // Schedules are made for so many digests at a time: a single one is a chain of dependent instructions.
    private const int Together = 4;

    /// <summary>Adds the expansion of every digest to the lanes, modulo 2^64.</summary>
    /// <exception cref="ArgumentException">The digests do not fill 32 bytes each, or the number of lanes is no multiple of <see cref="LaneStep"/>.</exception>
    public static void Add(ReadOnlySpan<byte> digests, Span<ulong> lanes)
    {
        if (digests.Length % DigestSize != 0 || lanes.Length % LaneStep != 0)
        {
            throw new ArgumentException($"{digests.Length} bytes are no whole number of digests, or {lanes.Length} lanes cannot be added {LaneStep} at a time.", nameof(digests));
        }

        if (!BitConverter.IsLittleEndian || !(X86Aes.IsSupported || ArmAes.IsSupported))
        {
            AddScalar(digests, lanes);
            return;
        }

        Span<Vector128<byte>> keys = stackalloc Vector128<byte>[Together * (Rounds + 1)];
        while (!digests.IsEmpty)
        {
            var count = Math.Min(Together, digests.Length / DigestSize);
            Expand(digests[..(count * DigestSize)], keys);
            for (var i = 0; i < count; i++)
            {
                var start = Vector128.Create(digests.Slice((i * DigestSize) + PortableAes.BlockSize, PortableAes.BlockSize));
                AddOne(keys.Slice(i * (Rounds + 1), Rounds + 1), start, lanes);
            }

            digests = digests[(count * DigestSize)..];
        }
    }

    /// <summary>As <see cref="Add"/>, block by block.</summary>
    public static void AddScalar(ReadOnlySpan<byte> digests, Span<ulong> lanes)
    {
        Span<uint> schedule = stackalloc uint[PortableAes.ScheduleWords];
        Span<byte> block = stackalloc byte[PortableAes.BlockSize];
        for (; !digests.IsEmpty; digests = digests[DigestSize..])
        {
            PortableAes.Expand(digests[..PortableAes.BlockSize], schedule);
            var low = BinaryPrimitives.ReadUInt64LittleEndian(digests[16..]);
            for (var i = 0; i < lanes.Length / 2; i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(block, low ^ (ulong)i);
                digests[24..DigestSize].CopyTo(block[8..]);
                PortableAes.Encrypt(schedule, block, block);
                lanes[2 * i] += BinaryPrimitives.ReadUInt64LittleEndian(block);
                lanes[(2 * i) + 1] += BinaryPrimitives.ReadUInt64LittleEndian(block[8..]);
            }
        }
    }

    private static void AddOne(ReadOnlySpan<Vector128<byte>> keys, Vector128<byte> start, Span<ulong> lanes)
    {
        ref var key = ref MemoryMarshal.GetReference(keys);
        ref var sum = ref MemoryMarshal.GetReference(lanes);
        start ^= X86Aes.IsSupported ? key : default;
        for (nuint lane = 0; lane < (nuint)lanes.Length; lane += LaneStep)
        {
            var block = (ulong)lane / 2;
            var (b0, b1, b2, b3) = (start ^ Number(block), start ^ Number(block + 1), start ^ Number(block + 2), start ^ Number(block + 3));
            var (b4, b5, b6, b7) = (start ^ Number(block + 4), start ^ Number(block + 5), start ^ Number(block + 6), start ^ Number(block + 7));
            for (nuint round = 1; round < Rounds; round++)
            {
                var next = Unsafe.Add(ref key, X86Aes.IsSupported ? round : round - 1);
                (b0, b1, b2, b3) = (Round(b0, next), Round(b1, next), Round(b2, next), Round(b3, next));
                (b4, b5, b6, b7) = (Round(b4, next), Round(b5, next), Round(b6, next), Round(b7, next));
            }

            var (before, last) = (Unsafe.Add(ref key, Rounds - 1), Unsafe.Add(ref key, Rounds));
            AddTo(ref sum, lane, LastRound(b0, before, last));
            AddTo(ref sum, lane + 2, LastRound(b1, before, last));
            AddTo(ref sum, lane + 4, LastRound(b2, before, last));
            AddTo(ref sum, lane + 6, LastRound(b3, before, last));
            AddTo(ref sum, lane + 8, LastRound(b4, before, last));
            AddTo(ref sum, lane + 10, LastRound(b5, before, last));
            AddTo(ref sum, lane + 12, LastRound(b6, before, last));
            AddTo(ref sum, lane + 14, LastRound(b7, before, last));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Number(ulong block) => Vector128.CreateScalar(block).AsByte();

    /// <summary>On x86 the round key is added last, on Arm first, so Arm lags one key behind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Round(Vector128<byte> block, Vector128<byte> key) =>
        X86Aes.IsSupported ? X86Aes.Encrypt(block, key) : ArmAes.MixColumns(ArmAes.Encrypt(block, key));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LastRound(Vector128<byte> block, Vector128<byte> before, Vector128<byte> last) =>
        X86Aes.IsSupported ? X86Aes.EncryptLast(block, last) : ArmAes.Encrypt(block, before) ^ last;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref ulong lanes, nuint lane, Vector128<byte> block) =>
        (Vector128.LoadUnsafe(ref lanes, lane) + block.AsUInt64()).StoreUnsafe(ref lanes, lane);

    /// <summary>The round keys of each digest, one digest's behind the other's.</summary>
    private static void Expand(ReadOnlySpan<byte> digests, Span<Vector128<byte>> keys)
    {
        for (var i = 0; i < digests.Length / DigestSize; i++)
        {
            var key = digests.Slice(i * DigestSize, PortableAes.BlockSize);
            if (X86Aes.IsSupported)
            {
                keys[i * (Rounds + 1)] = Vector128.Create(key);
                continue;
            }

            var schedule = MemoryMarshal.Cast<Vector128<byte>, uint>(keys.Slice(i * (Rounds + 1), Rounds + 1));
            PortableAes.Expand(key, schedule);
            BinaryPrimitives.ReverseEndianness(schedule, schedule);
        }

        if (X86Aes.IsSupported)
        {
            Next(keys, 1, 0x01);
            Next(keys, 2, 0x02);
            Next(keys, 3, 0x04);
            Next(keys, 4, 0x08);
            Next(keys, 5, 0x10);
            Next(keys, 6, 0x20);
            Next(keys, 7, 0x40);
            Next(keys, 8, 0x80);
            Next(keys, 9, 0x1B);
            Next(keys, 10, 0x36);
        }
    }

    /// <summary>One round key of all digests from the one before; places without a digest are filled with what nobody reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Next(Span<Vector128<byte>> keys, int round, [ConstantExpected] byte constant)
    {
        for (var i = round; i < keys.Length; i += Rounds + 1)
        {
            var key = keys[i - 1];
            var assist = Vector128.Shuffle(X86Aes.KeygenAssist(key, constant).AsUInt32(), Vector128.Create(3u)).AsByte();
            key ^= ShiftLeft(key, 4);
            key ^= ShiftLeft(key, 8);
            keys[i] = key ^ assist;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> ShiftLeft(Vector128<byte> value, [ConstantExpected] byte bytes) =>
        Sse2.ShiftLeftLogical128BitLane(value, bytes);
}
