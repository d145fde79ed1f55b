using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Arrays;

/// <summary>Calendar intervals of any unit in the one that holds all.</summary>
internal static class IntervalConversion
{
    private const int Width = 16;

    /// <summary>The intervals as months, days and nanoseconds.</summary>
    public static byte[] MonthsDaysNanoseconds(ArrayData data)
    {
        var type = (IntervalType)data.DataType;
        var (kernel, validity) = (new IntervalKernel(type.Unit), new Validity(data));
        var values = new byte[ArrayLimit.Bytes((long)data.Length * Width)];
        for (var i = 0; i < data.Length; i++)
        {
            if (validity.IsNull(i))
            {
                continue;
            }

            var (months, days, nanoseconds) = kernel.Parts(data.Buffers[1].Span.Slice((data.Offset + i) * kernel.Width, kernel.Width));
            BinaryPrimitives.WriteInt32LittleEndian(values.AsSpan(i * Width), months);
            BinaryPrimitives.WriteInt32LittleEndian(values.AsSpan((i * Width) + 4), days);
            BinaryPrimitives.WriteInt64LittleEndian(values.AsSpan((i * Width) + 8), nanoseconds);
        }

        return values;
    }
}
