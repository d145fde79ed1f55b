using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

/// <summary>Texts that lie one behind the other, from one offset to the next.</summary>
/// <param name="offsets">One more than texts; checked, like every array, to rise and to stay inside the bytes.</param>
/// <param name="bytes">All texts.</param>
internal readonly ref struct OffsetTexts<T>(ReadOnlySpan<T> offsets, ReadOnlySpan<byte> bytes) : ITexts
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly ref T _offset = ref MemoryMarshal.GetReference(offsets);
    private readonly ref byte _first = ref MemoryMarshal.GetReference(bytes);
    private readonly int _readable = bytes.Length - TextMasks.Readable;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte At(int row, out int length)
    {
        var from = int.CreateTruncating(Unsafe.Add(ref _offset, row));
        length = int.CreateTruncating(Unsafe.Add(ref _offset, row + 1)) - from;
        return ref Unsafe.Add(ref _first, from);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreReadable(int row) => int.CreateTruncating(Unsafe.Add(ref _offset, row + 4)) <= _readable;
}
