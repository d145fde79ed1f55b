using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

/// <summary>Texts of one width.</summary>
/// <param name="bytes">From the first text on; what lies behind the last may be read.</param>
/// <param name="width">Of each.</param>
/// <param name="rows">How many there are at least.</param>
internal readonly ref struct FixedTexts(ReadOnlySpan<byte> bytes, int width, int rows) : ITexts
{
    private readonly ref byte _first = ref MemoryMarshal.GetReference(bytes[..(width * rows)]);
    private readonly int _readable = bytes.Length - TextMasks.Readable;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte At(int row, out int length)
    {
        length = width;
        return ref Unsafe.Add(ref _first, row * width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreReadable(int row) => (row + 4) * width <= _readable;
}
