using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Canonical;

/// <summary>Chooses the column class for a physical type, once a column.</summary>
internal static class CanonicalColumnFactory
{
    public static CanonicalColumn Create(ArrayData data) => data.DataType switch
    {
        ExtensionType extension => Create(Retyped(data, extension.StorageType)),
        NullType => new NullColumn(data.Length),
        BooleanType => new BooleanColumn(data),
        Decimal32Type type => new DecimalColumn(data, type.ByteWidth, type.Scale),
        Decimal64Type type => new DecimalColumn(data, type.ByteWidth, type.Scale),
        Decimal128Type type => new DecimalColumn(data, type.ByteWidth, type.Scale),
        Decimal256Type type => new DecimalColumn(data, type.ByteWidth, type.Scale),
        DictionaryType => new DictionaryColumn(data, Create(data.Dictionary)),
        RunEndEncodedType => new RunEndColumn(data, Create(data.Children[1])),
        MapType => CreateMap(data),
        StructType type => CreateStruct(data, type),
        ListType or LargeListType or FixedSizeListType or ListViewType or LargeListViewType =>
            new ListColumn(LogicalType.Of(data.DataType), data, Create(data.Children[0])),
        _ => CreateBytes(data) ?? CreateFixed(data),
    };

    private static ArrayData Retyped(ArrayData data, IArrowType type) =>
        new(type, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children, data.Dictionary);

    private static MapColumn CreateMap(ArrayData data)
    {
        var entries = data.Children[0];
        return new(LogicalType.Of(data.DataType), data, Create(entries.Children[0]), Create(entries.Children[1]));
    }

    private static StructColumn CreateStruct(ArrayData data, StructType type) => new(
        LogicalType.Of(type),
        data,
        [.. type.Fields.Select((field, i) => (field.Name, Column: Create(data.Children[i]))).OrderBy(field => field.Name, Utf8NameOrder.Instance)]);

    private static BytesColumn? CreateBytes(ArrayData data)
    {
        var type = data.DataType;
        return type.TypeId switch
        {
            ArrowTypeId.String or ArrowTypeId.Binary => new BytesColumn.Offsets<int>(LogicalType.Of(type), data),
            ArrowTypeId.LargeString or ArrowTypeId.LargeBinary => new BytesColumn.Offsets<long>(LogicalType.Of(type), data),
            ArrowTypeId.StringView or ArrowTypeId.BinaryView => new BytesColumn.Views(LogicalType.Of(type), data),
            ArrowTypeId.FixedSizedBinary => new BytesColumn.Fixed(LogicalType.Of(type), data, ((FixedSizeBinaryType)type).ByteWidth),
            _ => null,
        };
    }

    private static CanonicalColumn CreateFixed(ArrayData data) => data.DataType switch
    {
        Int8Type => Integer<sbyte>(data),
        Int16Type => Integer<short>(data),
        Int32Type => Integer<int>(data),
        Int64Type => Integer<long>(data),
        UInt8Type => Integer<byte>(data),
        UInt16Type => Integer<ushort>(data),
        UInt32Type => Integer<uint>(data),
        UInt64Type => Integer<ulong>(data),
        HalfFloatType => new FixedColumn<FloatKernel<Half>>(LogicalType.Float, data, default),
        FloatType => new FixedColumn<FloatKernel<float>>(LogicalType.Float, data, default),
        DoubleType => new FixedColumn<FloatKernel<double>>(LogicalType.Float, data, default),
        Date32Type => new FixedColumn<DateKernel>(LogicalType.Date, data, new(4)),
        Date64Type => new FixedColumn<DateKernel>(LogicalType.Date, data, new(8)),
        Time32Type type => Timed(data, type.Unit, 4),
        Time64Type type => Timed(data, type.Unit, 8),
        TimestampType type => Timed(data, type.Unit, 8),
        DurationType type => Timed(data, type.Unit, 8),
        IntervalType type => new FixedColumn<IntervalKernel>(LogicalType.Interval, data, new(type.Unit)),
        _ => throw new NotSupportedException($"type {data.DataType.Name} has no canonical form"),
    };

    private static FixedColumn<IntegerKernel<T>> Integer<T>(ArrayData data)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T> => new(LogicalType.Integer, data, default);

    private static FixedColumn<TimeKernel> Timed(ArrayData data, TimeUnit unit, int width)
    {
        var type = LogicalType.Of(data.DataType);
        return new(type, data, new(data.DataType.TypeId, unit, width, type == LogicalType.TimestampUtc));
    }
}
