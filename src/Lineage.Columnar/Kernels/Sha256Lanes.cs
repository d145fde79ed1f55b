using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Lineage.Columnar.Kernels;

/// <summary>
/// SHA-256 of many short messages, eight at a time in the lanes of AVX2. One call of the platform's SHA-256 costs more than to hash a few blocks; here nothing is called. A lane takes the next message
/// as soon as it is done with its own, so lengths may differ.
/// </summary>
internal static class Sha256Lanes
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestSize = 32;

    private const int Lanes = 8;
    private const int BlockSize = 64;

    // Where the message's length stands in its last block.
    private const int LengthAt = 56;

    // Below that many messages most lanes would idle; above that length the platform's one lane is as fast as ours, and no other lane waits for it.
    private const int Fewest = 4;
    private const int Longest = 16 * BlockSize;

    /// <summary>The digests of all messages, one behind the other.</summary>
    /// <param name="buffer">The messages.</param>
    /// <param name="offsets">Where each begins, and where the last one ends.</param>
    /// <param name="digests">32 bytes for each message.</param>
    /// <exception cref="ArgumentOutOfRangeException">A message lies outside the buffer, or there is no room for its digest.</exception>
    public static void HashData(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> offsets, Span<byte> digests)
    {
        if (!Avx2.IsSupported || offsets.Length - 1 < Fewest)
        {
            HashEach(buffer, offsets, digests);
            return;
        }

        Span<Vector256<uint>> state = stackalloc Vector256<uint>[Lanes];
        Span<Vector256<uint>> block = stackalloc Vector256<uint>[2 * Lanes];
        Sha256Rounds.Initial.CopyTo(state);
        var bits = Vector256.Create(1u, 2, 4, 8, 16, 32, 64, 128);
        var feed = new Feed(buffer, offsets, digests, stackalloc Lane[Lanes]);
        while (feed.Fill(block))
        {
            Transpose(block[..Lanes]);
            Transpose(block[Lanes..]);
            Sha256Rounds.Compress(block, state);
            if (feed.Done == 0)
            {
                continue;
            }

            state.CopyTo(block);
            Transpose(block[..Lanes]);
            feed.Finish(block);
            var done = Vector256.Equals(Vector256.Create(feed.Done) & bits, bits);
            for (var i = 0; i < state.Length; i++)
            {
                state[i] = Vector256.ConditionalSelect(done, Sha256Rounds.Initial[i], state[i]);
            }
        }
    }

    /// <summary>As <see cref="HashData"/>, by the platform, one by one.</summary>
    public static void HashEach(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> offsets, Span<byte> digests)
    {
        for (var i = 0; i < offsets.Length - 1; i++)
        {
            SHA256.HashData(buffer[offsets[i]..offsets[i + 1]], digests.Slice(i * DigestSize, DigestSize));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> SwapBytes(Vector256<uint> words) => Vector256.Shuffle(
        words.AsByte(),
        Vector256.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12, 19, 18, 17, 16, 23, 22, 21, 20, 27, 26, 25, 24, 31, 30, 29, 28)).AsUInt32();

    /// <summary>Eight words of each of eight lanes become the eight lanes of each of eight words, and back.</summary>
    private static void Transpose(Span<Vector256<uint>> rows)
    {
        ref var row = ref MemoryMarshal.GetReference(rows[..Lanes]);
        Quarter(ref row, out var a, out var b, out var c, out var d);
        Quarter(ref Unsafe.Add(ref row, 4), out var e, out var f, out var g, out var h);
        row = Avx2.Permute2x128(a, e, 0x20);
        Unsafe.Add(ref row, 1) = Avx2.Permute2x128(b, f, 0x20);
        Unsafe.Add(ref row, 2) = Avx2.Permute2x128(c, g, 0x20);
        Unsafe.Add(ref row, 3) = Avx2.Permute2x128(d, h, 0x20);
        Unsafe.Add(ref row, 4) = Avx2.Permute2x128(a, e, 0x31);
        Unsafe.Add(ref row, 5) = Avx2.Permute2x128(b, f, 0x31);
        Unsafe.Add(ref row, 6) = Avx2.Permute2x128(c, g, 0x31);
        Unsafe.Add(ref row, 7) = Avx2.Permute2x128(d, h, 0x31);
    }

    /// <summary>Four rows, transposed in fours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(ref Vector256<uint> row, out Vector256<uint> a, out Vector256<uint> b, out Vector256<uint> c, out Vector256<uint> d)
    {
        var (first, second, third, fourth) = (row, Unsafe.Add(ref row, 1), Unsafe.Add(ref row, 2), Unsafe.Add(ref row, 3));
        var (left, right) = (Avx2.UnpackLow(first, second).AsUInt64(), Avx2.UnpackLow(third, fourth).AsUInt64());
        a = Avx2.UnpackLow(left, right).AsUInt32();
        b = Avx2.UnpackHigh(left, right).AsUInt32();
        (left, right) = (Avx2.UnpackHigh(first, second).AsUInt64(), Avx2.UnpackHigh(third, fourth).AsUInt64());
        c = Avx2.UnpackLow(left, right).AsUInt32();
        d = Avx2.UnpackHigh(left, right).AsUInt32();
    }

    /// <summary>The message a lane works on, what is left of it, and where its digest goes: nowhere in a lane without one.</summary>
    private record struct Lane(int Position, int End, int Length, int Target);

    /// <summary>Hands out messages to lanes, block by block.</summary>
    private ref struct Feed(ReadOnlySpan<byte> buffer, ReadOnlySpan<int> offsets, Span<byte> digests, Span<Lane> lanes)
    {
        private const int None = -1;
        private readonly ReadOnlySpan<byte> _buffer = buffer;
        private readonly ReadOnlySpan<int> _offsets = offsets;
        private readonly Span<byte> _digests = digests;
        private readonly Span<Lane> _lanes = lanes;
        private int _next;

        /// <summary>A bit for each lane whose block was the last of its message; at the start, when all want one, that is all of them.</summary>
        public uint Done { get; private set; } = (1 << Lanes) - 1;

        /// <summary>The next block of every lane, as two halves of eight words. False when nothing is left.</summary>
        public bool Fill(Span<Vector256<uint>> block)
        {
            var (done, working) = (0u, false);
            for (var i = 0; i < _lanes.Length; i++)
            {
                ref var lane = ref _lanes[i];
                if (((Done >> i) & 1) != 0)
                {
                    lane = Next();
                }

                if (lane.Target == None)
                {
                    continue;
                }

                working = true;
                var left = lane.End - lane.Position;
                Load(lane.Position, left, out var low, out var high);
                if (left < LengthAt)
                {
                    high = high.WithElement(7, (uint)lane.Length * 8);
                    done |= 1u << i;
                }

                (block[i], block[i + Lanes]) = (low, high);
                lane.Position += BlockSize;
            }

            Done = done;
            return working;
        }

        /// <summary>Writes the digests of the lanes that are done, which lie lane by lane.</summary>
        public readonly void Finish(ReadOnlySpan<Vector256<uint>> states)
        {
            for (var i = 0; i < _lanes.Length; i++)
            {
                if (((Done >> i) & 1) != 0)
                {
                    SwapBytes(states[i]).AsByte().CopyTo(_digests.Slice(_lanes[i].Target * DigestSize, DigestSize));
                }
            }
        }

        private Lane Next()
        {
            while (_next < _offsets.Length - 1)
            {
                var (start, end, target) = (_offsets[_next], _offsets[_next + 1], _next++);
                // Cut out even where only its bounds are wanted: Load does not check them again.
                var message = _buffer[start..end];
                if (message.Length <= Longest)
                {
                    return new(start, end, message.Length, target);
                }

                SHA256.HashData(message, _digests.Slice(target * DigestSize, DigestSize));
            }

            return new(0, 0, 0, None);
        }

        /// <summary>64 bytes, of which those from <paramref name="left"/> on belong to no message: the end mark stands there, unless it was in the block before, and zeros.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly void Load(int position, int left, out Vector256<uint> low, out Vector256<uint> high)
        {
            Vector256<byte> first, second;
            if (position <= _buffer.Length - BlockSize)
            {
                ref var source = ref Unsafe.Add(ref MemoryMarshal.GetReference(_buffer), position);
                (first, second) = (Vector256.LoadUnsafe(ref source), Vector256.LoadUnsafe(ref source, 32));
            }
            else
            {
                LoadLast(position, out first, out second);
            }

            if (left < BlockSize)
            {
                (first, second) = (Cut(first, left), Cut(second, left - 32));
            }

            (low, high) = (SwapBytes(first.AsUInt32()), SwapBytes(second.AsUInt32()));
        }

        /// <summary>Where 64 bytes may not be read.</summary>
        private readonly void LoadLast(int position, out Vector256<byte> first, out Vector256<byte> second)
        {
            Span<byte> last = stackalloc byte[BlockSize];
            last.Clear();
            _buffer[Math.Min(position, _buffer.Length)..].CopyTo(last);
            (first, second) = (Vector256.Create<byte>(last[..32]), Vector256.Create<byte>(last[32..]));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<byte> Cut(Vector256<byte> bytes, int left)
        {
            var index = Vector256.Create((sbyte)0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
            var end = Vector256.Create((sbyte)left);
            return (bytes & Vector256.GreaterThan(end, index).AsByte()) | (Vector256.Create((byte)0x80) & Vector256.Equals(index, end).AsByte());
        }
    }
}
