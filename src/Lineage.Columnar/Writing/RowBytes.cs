using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Writing;

/// <summary>What a row of an array takes in memory on average, the index alone where it has a dictionary.</summary>
internal static class RowBytes
{
    public static double Of(ArrayData data) => data.Length == 0 ? 0 : data.DataType switch
    {
        NullType => 0,
        DictionaryType => sizeof(int),
        RunEndEncodedType => Of(data.Children[1]),
        ExtensionType extension => Of(new ArrayData(extension.StorageType, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children, data.Dictionary)),
        StructType => data.Children.Sum(Of),
        MapType => OfItems(data, data.Children[0].Children),
        NestedType => OfItems(data, data.Children),
        FixedWidthType type => type.BitWidth / 8d,
        _ => OfBytes(data),
    };

    private static double OfItems(ArrayData data, ArrayData[] children)
    {
        var layout = new ListLayout(data);
        var validity = new Validity(data);
        var items = 0L;
        for (var row = 0; row < data.Length; row++)
        {
            items += validity.IsNull(row) ? 0 : layout.Range(row).Count;
        }

        return sizeof(int) + (children.Sum(Of) * items / data.Length);
    }

    private static double OfBytes(ArrayData data)
    {
        var bytes = data.DataType.TypeId switch
        {
            ArrowTypeId.String or ArrowTypeId.Binary => new ListLayout(data).Range(data.Length - 1) is var (start, count) ? start + count - new ListLayout(data).Range(0).Start : 0,
            ArrowTypeId.LargeString or ArrowTypeId.LargeBinary => Wide(data, data.Length) - Wide(data, 0),
            _ => data.Buffers.Skip(1).Sum(buffer => (long)buffer.Length),
        };
        return sizeof(int) + (bytes / (double)data.Length);
    }

    private static long Wide(ArrayData data, int row) => System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(data.Buffers[1].Span[((data.Offset + row) * sizeof(long))..]);
}
