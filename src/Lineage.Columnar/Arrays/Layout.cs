using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Arrays;

/// <summary>Whether two types are laid out in memory alike and mean the same by it.</summary>
internal static class Layout
{
    public static bool IsSame(IArrowType one, IArrowType other)
    {
        if (ReferenceEquals(one, other))
        {
            return true;
        }

        return one.TypeId == other.TypeId && (one, other) switch
        {
            (ExtensionType a, ExtensionType b) => a.Name == b.Name && IsSame(a.StorageType, b.StorageType),
            (TimestampType a, TimestampType b) => a.Unit == b.Unit && string.IsNullOrEmpty(a.Timezone) == string.IsNullOrEmpty(b.Timezone),
            (TimeType a, TimeType b) => a.Unit == b.Unit,
            (DurationType a, DurationType b) => a.Unit == b.Unit,
            (IntervalType a, IntervalType b) => a.Unit == b.Unit,
            (Decimal32Type a, Decimal32Type b) => a.Scale == b.Scale,
            (Decimal64Type a, Decimal64Type b) => a.Scale == b.Scale,
            (Decimal128Type a, Decimal128Type b) => a.Scale == b.Scale,
            (Decimal256Type a, Decimal256Type b) => a.Scale == b.Scale,
            (FixedSizeBinaryType a, FixedSizeBinaryType b) => a.ByteWidth == b.ByteWidth,
            (DictionaryType a, DictionaryType b) => IsSame(a.IndexType, b.IndexType) && IsSame(a.ValueType, b.ValueType),
            (MapType a, MapType b) => IsSame(a.KeyField.DataType, b.KeyField.DataType) && IsSame(a.ValueField.DataType, b.ValueField.DataType),
            (FixedSizeListType a, FixedSizeListType b) => a.ListSize == b.ListSize && HasSameFields(a, b, false),
            (NestedType a, NestedType b) => HasSameFields(a, b, a is StructType),
            _ => true,
        };
    }

    private static bool HasSameFields(NestedType one, NestedType other, bool byName)
    {
        var same = one.Fields.Count == other.Fields.Count;
        for (var i = 0; same && i < one.Fields.Count; i++)
        {
            same = (!byName || one.Fields[i].Name == other.Fields[i].Name) && IsSame(one.Fields[i].DataType, other.Fields[i].DataType);
        }

        return same;
    }
}
