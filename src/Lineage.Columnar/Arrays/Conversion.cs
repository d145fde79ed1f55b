using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Arrays;

/// <summary>Plain arrays in the layout that <see cref="CommonType"/> finds, with the same values.</summary>
internal static class Conversion
{
    /// <exception cref="OverflowException">A value does not fit into the layout.</exception>
    public static ArrayData To(IArrowType type, ArrayData data)
    {
        if (Layout.IsSame(type, data.DataType))
        {
            return Retyped(data, type);
        }

        return type switch
        {
            _ when data.DataType is ExtensionType extension => To(type, Retyped(data, extension.StorageType)),
            StructType record => Fields(record, data),
            MapType map => Pairs(map, data),
            FixedSizeListType list => Items(list, data, list.Fields[0].DataType),
            ListType list => Listed(list, data),
            BinaryType when data.DataType is FixedSizeBinaryType bytes => Offsetted(data, bytes.ByteWidth),
            StringViewType or BinaryViewType => TextConcatenation.Viewed(data),
            _ => Built(type, data, Values(type, data)),
        };
    }

    private static byte[] Values(IArrowType type, ArrayData data) => type switch
    {
        Decimal128Type wide => DecimalConversion.Rescale(data, wide.ByteWidth, wide.Scale),
        Decimal256Type wide => DecimalConversion.Rescale(data, wide.ByteWidth, wide.Scale),
        IntervalType => IntervalConversion.MonthsDaysNanoseconds(data),
        DoubleType when data.DataType is HalfFloatType => Each<Half, double>(data, value => (double)value),
        DoubleType => Each<float, double>(data, value => value),
        FloatType => Each<Half, float>(data, value => (float)value),
        Date32Type => Each<long, int>(data, value => checked((int)DateKernel.WholeDays(value))),
        _ => IntegerConversion.Scale(data, type),
    };

    /// <summary>Every value but the nulls, which become zero.</summary>
    public static byte[] Each<TFrom, TTo>(ArrayData data, Func<TFrom, TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        var validity = new Validity(data);
        var from = MemoryMarshal.Cast<byte, TFrom>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        var values = new byte[ArrayLimit.Bytes((long)data.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<TTo>())];
        var to = MemoryMarshal.Cast<byte, TTo>(values.AsSpan());
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = validity.IsNull(i) ? default : convert(from[i]);
        }

        return values;
    }

    private static ArrayData Built(IArrowType type, ArrayData data, params byte[][] values) =>
        new(type, data.Length, data.NullCount, 0, [Bits(data), .. values.Select(buffer => new ArrowBuffer(buffer))], []);

    private static ArrayData Fields(StructType type, ArrayData data)
    {
        var own = ((StructType)data.DataType).Fields;
        var children = new ArrayData[type.Fields.Count];
        for (var i = 0; i < children.Length; i++)
        {
            var place = own.TakeWhile(field => field.Name != type.Fields[i].Name).Count();
            children[i] = To(type.Fields[i].DataType, data.Children[place].Slice(data.Offset, data.Length));
        }

        return new(type, data.Length, data.NullCount, 0, [Bits(data)], children);
    }

    /// <summary>What keys and values are called is of no account.</summary>
    private static ArrayData Pairs(MapType type, ArrayData data)
    {
        var entries = data.Children[0];
        ArrayData[] pair =
        [
            To(type.KeyField.DataType, entries.Children[0].Slice(entries.Offset, entries.Length)),
            To(type.ValueField.DataType, entries.Children[1].Slice(entries.Offset, entries.Length)),
        ];
        var united = new ArrayData(new StructType([type.KeyField, type.ValueField]), entries.Length, 0, 0, [ArrowBuffer.Empty], pair);
        return new(type, data.Length, data.NullCount, data.Offset, data.Buffers, [united]);
    }

    private static ArrayData Items(NestedType type, ArrayData data, IArrowType items) =>
        new(type, data.Length, data.NullCount, data.Offset, data.Buffers, [To(items, data.Children[0])]);

    private static ArrayData Listed(ListType type, ArrayData data)
    {
        if (data.DataType is not FixedSizeListType list)
        {
            return Items(type, data, type.Fields[0].DataType);
        }

        var items = data.Children[0].Slice(data.Offset * list.ListSize, data.Length * list.ListSize);
        return new(type, data.Length, data.NullCount, 0, [Bits(data), new(Steps(data.Length, list.ListSize))], [To(type.Fields[0].DataType, items)]);
    }

    private static ArrayData Offsetted(ArrayData data, int width)
    {
        var bytes = data.Buffers[1].Memory.Slice(data.Offset * width, data.Length * width);
        return new(BinaryType.Default, data.Length, data.NullCount, 0, [Bits(data), new(Steps(data.Length, width)), new(bytes)], []);
    }

    private static byte[] Steps(int count, int step)
    {
        var offsets = new byte[(count + 1) * sizeof(int)];
        var places = MemoryMarshal.Cast<byte, int>(offsets.AsSpan());
        for (var i = 1; i <= count; i++)
        {
            places[i] = places[i - 1] + step;
        }

        return offsets;
    }

    private static ArrowBuffer Bits(ArrayData data) => new(BitConcatenation.Validity([data]));

    private static ArrayData Retyped(ArrayData data, IArrowType type) =>
        new(type, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children, data.Dictionary);
}
