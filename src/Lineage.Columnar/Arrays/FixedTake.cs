using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lineage.Columnar.Arrays;

/// <summary>Values of one width, by their rows.</summary>
internal static class FixedTake
{
    /// <summary>The values of rows, zeros for none.</summary>
    /// <param name="values">All values, from the first of the array's memory on.</param>
    /// <param name="offset">The value that is row 0.</param>
    /// <param name="width">The bytes of a value.</param>
    /// <param name="rows">Rows.</param>
    /// <exception cref="OverflowException">They are more bytes than an array holds.</exception>
    public static byte[] Values(ReadOnlySpan<byte> values, int offset, int width, in RowList rows)
    {
        var taken = GC.AllocateUninitializedArray<byte>(ArrayLimit.Bytes((long)rows.Count * width));
        Copy(values, offset, width, rows, taken);
        return taken;
    }

    /// <summary>As <see cref="Values"/>, to a place of exactly their size.</summary>
    public static void Copy(ReadOnlySpan<byte> values, int offset, int width, in RowList rows, Span<byte> target)
    {
        if (rows.Beyond == 0)
        {
            target.Clear();
            return;
        }

        // These slices prove that no row reads or writes outside.
        ref var source = ref MemoryMarshal.GetReference(values.Slice(checked(offset * width), checked(rows.Beyond * width)));
        ref var place = ref MemoryMarshal.GetReference(target[..checked(rows.Count * width)]);
        switch (width)
        {
            case 1: Numbers(ref source, rows, ref place); break;
            case 2: Numbers(ref Unsafe.As<byte, ushort>(ref source), rows, ref Unsafe.As<byte, ushort>(ref place)); break;
            case 4: Numbers(ref Unsafe.As<byte, uint>(ref source), rows, ref Unsafe.As<byte, uint>(ref place)); break;
            case 8: Numbers(ref Unsafe.As<byte, ulong>(ref source), rows, ref Unsafe.As<byte, ulong>(ref place)); break;
            case 16: Wide(ref Unsafe.As<byte, Vector128<byte>>(ref source), rows.Rows, ref Unsafe.As<byte, Vector128<byte>>(ref place)); break;
            case 32: Wide(ref Unsafe.As<byte, Vector256<byte>>(ref source), rows.Rows, ref Unsafe.As<byte, Vector256<byte>>(ref place)); break;
            default: Any(ref source, width, rows.Rows, ref place); break;
        }
    }

    private static void Numbers<T>(ref T source, in RowList rows, ref T target)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (rows.HasNone)
        {
            Some(ref source, rows.Rows, ref target);
        }
        else
        {
            All(ref source, rows.Rows, ref target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void All<T>(ref T source, ReadOnlySpan<int> rows, ref T target)
        where T : unmanaged
    {
        ref var row = ref MemoryMarshal.GetReference(rows);
        for (nint i = 0; i < rows.Length; i++)
        {
            Unsafe.Add(ref target, i) = Unsafe.Add(ref source, Unsafe.Add(ref row, i));
        }
    }

    /// <summary>None reads the first row and forgets what it read, since a branch would often be guessed wrong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Some<T>(ref T source, ReadOnlySpan<int> rows, ref T target)
        where T : unmanaged, IBinaryInteger<T>
    {
        ref var row = ref MemoryMarshal.GetReference(rows);
        for (nint i = 0; i < rows.Length; i++)
        {
            var none = Unsafe.Add(ref row, i) >> 31;
            Unsafe.Add(ref target, i) = Unsafe.Add(ref source, Unsafe.Add(ref row, i) & ~none) & T.CreateTruncating((long)~none);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Wide<T>(ref T source, ReadOnlySpan<int> rows, ref T target)
        where T : unmanaged
    {
        for (var i = 0; i < rows.Length; i++)
        {
            Unsafe.Add(ref target, i) = rows[i] < 0 ? default : Unsafe.Add(ref source, rows[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Any(ref byte source, int width, ReadOnlySpan<int> rows, ref byte target)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            ref var place = ref Unsafe.Add(ref target, (nint)i * width);
            if (rows[i] < 0)
            {
                Unsafe.InitBlockUnaligned(ref place, 0, (uint)width);
            }
            else
            {
                Unsafe.CopyBlockUnaligned(ref place, ref Unsafe.Add(ref source, (nint)rows[i] * width), (uint)width);
            }
        }
    }
}
