using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Canonical;

/// <summary>Where the elements of a list, map or list view lie in its child.</summary>
internal readonly struct ListLayout(ArrayData data)
{
    private readonly ArrowTypeId _type = data.DataType.TypeId;
    private readonly int _fixedSize = data.DataType is FixedSizeListType list ? list.ListSize : 0;

    /// <summary>The first element and how many there are. 64-bit values beyond the signed 32-bit range come back as they are declared.</summary>
    public (long Start, long Count) Range(int row)
    {
        var place = data.Offset + row;
        switch (_type)
        {
            case ArrowTypeId.FixedSizeList:
                return ((long)place * _fixedSize, _fixedSize);
            case ArrowTypeId.LargeList:
                var start = Read64(1, place);
                return (start, Read64(1, place + 1) - start);
            case ArrowTypeId.ListView:
                return (Read32(1, place), Read32(2, place));
            case ArrowTypeId.LargeListView:
                return (Read64(1, place), Read64(2, place));
            default:
                var from = Read32(1, place);
                return (from, (long)Read32(1, place + 1) - from);
        }
    }

    private int Read32(int buffer, int place) => BinaryPrimitives.ReadInt32LittleEndian(data.Buffers[buffer].Span.Slice(place * 4, 4));

    private long Read64(int buffer, int place) => BinaryPrimitives.ReadInt64LittleEndian(data.Buffers[buffer].Span.Slice(place * 8, 8));
}
