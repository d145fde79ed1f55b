using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Canonical;

/// <summary>
/// Proves that the visible rows of an array lie inside its buffers before anything reads them: sizes, offsets, views, indices, run ends and UTF-8.
/// Only the visible range is looked at, so the slices of one array cost together what the array costs.
/// </summary>
internal readonly ref struct ArrayValidator
{
    private readonly string _source;
    private readonly string _column;

    private ArrayValidator(string source, string column)
    {
        _source = source;
        _column = column;
    }

    public static void Validate(ArrayData data, string source, string column) => new ArrayValidator(source, column).Check(data, 0, data.Length);

    private void Check(ArrayData data, int start, long count)
    {
        Require(data.Offset >= 0 && data.Length >= 0 && (long)data.Offset + data.Length <= int.MaxValue, "has an offset or length out of range");
        Require(start >= 0 && count >= 0 && start + count <= data.Length, "points beyond the end of its child");
        if (data.DataType is ExtensionType extension)
        {
            Check(new(extension.StorageType, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children, data.Dictionary), start, count);
            return;
        }

        if (count == 0)
        {
            CheckShape(data);
            return;
        }

        CheckShape(data);
        CheckValidity(data, start + (int)count);
        switch (data.DataType)
        {
            case NullType:
                break;
            case DictionaryType:
                CheckDictionary(data, start, (int)count);
                break;
            case RunEndEncodedType:
                CheckRuns(data, start, (int)count);
                break;
            case StructType:
                foreach (var child in data.Children)
                {
                    Check(child, data.Offset + start, count);
                }

                break;
            case MapType or ListType or LargeListType or FixedSizeListType or ListViewType or LargeListViewType:
                CheckList(data, start, (int)count);
                break;
            default:
                CheckValues(data, start, (int)count);
                break;
        }
    }

    private void CheckShape(ArrayData data)
    {
        var buffers = data.DataType.TypeId switch
        {
            ArrowTypeId.Null or ArrowTypeId.RunEndEncoded => 0,
            ArrowTypeId.Struct or ArrowTypeId.FixedSizeList => 1,
            ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.Binary or ArrowTypeId.LargeBinary => 3,
            ArrowTypeId.ListView or ArrowTypeId.LargeListView => 3,
            _ => 2,
        };
        Require((data.Buffers?.Length ?? 0) >= buffers, "lacks a buffer");
        var children = data.DataType switch
        {
            NestedType nested => nested.Fields.Count,
            _ => 0,
        };
        children = data.DataType is MapType ? 1 : children;
        Require((data.Children?.Length ?? 0) >= children, "lacks a child");
        Require(data.DataType is not DictionaryType || data.Dictionary is not null, "lacks its dictionary");
        if (data.DataType is MapType)
        {
            Require(data.Children![0].Children?.Length == 2, "has map entries that are not pairs");
        }
    }

    private void CheckValidity(ArrayData data, int end)
    {
        if (data.NullCount == 0 || data.Buffers is not { Length: > 0 })
        {
            return;
        }

        var bits = data.Buffers[0];
        Require(!bits.IsEmpty || data.NullCount <= 0 || data.DataType is NullType, "has nulls but no validity bits");
        Require(bits.IsEmpty || bits.Length >= ((long)data.Offset + end + 7) / 8, "has too few validity bits");
    }

    private void CheckValues(ArrayData data, int start, int count)
    {
        var end = (long)data.Offset + start + count;
        switch (data.DataType.TypeId)
        {
            case ArrowTypeId.Boolean:
                Require(data.Buffers[1].Length >= (end + 7) / 8, "has too few value bits");
                break;
            case ArrowTypeId.String or ArrowTypeId.Binary:
                CheckOffsets(data, start, count, 4);
                break;
            case ArrowTypeId.LargeString or ArrowTypeId.LargeBinary:
                CheckOffsets(data, start, count, 8);
                break;
            case ArrowTypeId.StringView or ArrowTypeId.BinaryView:
                CheckViews(data, start, count);
                break;
            default:
                var width = data.DataType is FixedWidthType type ? type.BitWidth / 8 : throw new NotSupportedException($"type {data.DataType.Name} has no canonical form");
                Require(width >= 0 && data.Buffers[1].Length >= end * width, "has too few values for its length");
                break;
        }
    }

    private void CheckOffsets(ArrayData data, int start, int count, int width)
    {
        Require(data.Buffers[1].Length >= ((long)data.Offset + start + count + 1) * width, "has too few offsets");
        var offsets = data.Buffers[1].Span[((data.Offset + start) * width)..];
        var bytes = data.Buffers[2].Span;
        var text = data.DataType.TypeId is ArrowTypeId.String or ArrowTypeId.LargeString;
        var validity = new Validity(data);
        Require(Offset(offsets, 0, width) >= 0, "has a negative offset");
        var rise = width == 4 ? Rise(MemoryMarshal.Cast<byte, int>(offsets)[..(count + 1)]) : Rise(MemoryMarshal.Cast<byte, long>(offsets)[..(count + 1)]);
        Require(rise && Offset(offsets, count, width) <= bytes.Length, "has offsets that fall or leave the data");

        // Most texts are ASCII, which is seen at once for all rows; others are looked at one by one, since what lies under a null does not count.
        if (text && !Ascii.IsValid(bytes[(int)Offset(offsets, 0, width)..(int)Offset(offsets, count, width)]))
        {
            for (var i = 0; i < count; i++)
            {
                if (!validity.IsNull(start + i) && !Utf8.IsValid(bytes[(int)Offset(offsets, i, width)..(int)Offset(offsets, i + 1, width)]))
                {
                    throw Fault($"holds text that is not UTF-8 in row {start + i} of a batch");
                }
            }
        }
    }

    /// <summary>Whether no offset is less than the one before, from one that is not negative.</summary>
    private static bool Rise<T>(ReadOnlySpan<T> offsets)
        where T : IBinaryInteger<T>
    {
        // The sign of a difference is right where neither side is negative, and a negative side shows by itself.
        var signs = T.Zero;
        for (var i = 1; i < offsets.Length; i++)
        {
            signs |= offsets[i] | (offsets[i] - offsets[i - 1]);
        }

        return !T.IsNegative(signs);
    }

    private static long Offset(ReadOnlySpan<byte> offsets, int i, int width) =>
        width == 4 ? BinaryPrimitives.ReadInt32LittleEndian(offsets[(i * 4)..]) : BinaryPrimitives.ReadInt64LittleEndian(offsets[(i * 8)..]);

    private void CheckViews(ArrayData data, int start, int count)
    {
        Require(data.Buffers[1].Length >= ((long)data.Offset + start + count) * BinaryViews.Width, "has too few views");
        var text = data.DataType.TypeId == ArrowTypeId.StringView;
        var validity = new Validity(data);
        for (var row = start; row < start + count; row++)
        {
            if (validity.IsNull(row))
            {
                continue;
            }

            var view = data.Buffers[1].Span.Slice((data.Offset + row) * BinaryViews.Width, BinaryViews.Width);
            var length = BinaryPrimitives.ReadInt32LittleEndian(view);
            Require(length >= 0, "has a view of negative length");
            if (length > 12)
            {
                var buffer = BinaryPrimitives.ReadInt32LittleEndian(view[8..]);
                var offset = BinaryPrimitives.ReadInt32LittleEndian(view[12..]);
                Require(buffer >= 0 && buffer < data.Buffers.Length - 2, "has a view into no buffer");
                Require(offset >= 0 && (long)offset + length <= data.Buffers[2 + buffer].Length, "has a view beyond its buffer");
            }

            if (text && !Utf8.IsValid(BinaryViews.Value(data, row)))
            {
                throw Fault($"holds text that is not UTF-8 in row {row} of a batch");
            }
        }
    }

    private void CheckDictionary(ArrayData data, int start, int count)
    {
        var type = ((DictionaryType)data.DataType).IndexType.TypeId;
        var width = DictionaryIndices.WidthOf(type);
        Require(data.Buffers[1].Length >= ((long)data.Offset + start + count) * width, "has too few dictionary indices");
        var indices = new DictionaryIndices(data);
        var validity = new Validity(data);
        for (var row = start; row < start + count; row++)
        {
            if (!validity.IsNull(row))
            {
                var index = indices.Read(row);
                Require(index >= 0 && index < data.Dictionary.Length, "has an index outside its dictionary");
            }
        }

        Check(data.Dictionary, 0, data.Dictionary.Length);
    }

    private void CheckRuns(ArrayData data, int start, int count)
    {
        var (ends, values) = (data.Children[0], data.Children[1]);
        Require(ends.DataType.TypeId is ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64, "has run ends that are no signed integers");
        Require(ends.Length > 0 && ends.Length <= values.Length, "has fewer values than runs");
        Check(ends, 0, ends.Length);
        var read = new DictionaryIndices(ends, ends.DataType.TypeId);
        var last = 0L;
        for (var i = 0; i < ends.Length; i++)
        {
            var end = read.Read(i);
            Require(end > last && end <= int.MaxValue, "has run ends that do not rise");
            last = end;
        }

        Require(last >= (long)data.Offset + start + count, "has runs that end before its length");
        Check(values, 0, values.Length);
    }

    private void CheckList(ArrayData data, int start, int count)
    {
        var end = (long)data.Offset + start + count;
        var (entries, width) = data.DataType.TypeId switch
        {
            ArrowTypeId.FixedSizeList => (0L, 0),
            ArrowTypeId.LargeList => (end + 1, 8),
            ArrowTypeId.LargeListView => (end, 8),
            ArrowTypeId.ListView => (end, 4),
            _ => (end + 1, 4),
        };
        Require(width == 0 || data.Buffers[1].Length >= entries * width, "has too few offsets");
        if (data.DataType.TypeId is ArrowTypeId.ListView or ArrowTypeId.LargeListView)
        {
            Require(data.Buffers[2].Length >= entries * width, "has too few list sizes");
        }

        var child = data.Children[0];
        var layout = new ListLayout(data);
        var validity = new Validity(data);
        var views = data.DataType.TypeId is ArrowTypeId.ListView or ArrowTypeId.LargeListView;
        var (first, beyond) = (long.MaxValue, 0L);
        for (var row = start; row < start + count; row++)
        {
            if (views && validity.IsNull(row))
            {
                continue;
            }

            var (from, size) = layout.Range(row);
            Require(from >= 0 && size >= 0 && size <= child.Length && from <= child.Length - size, "has offsets that fall or leave its child");
            first = Math.Min(first, from);
            beyond = Math.Max(beyond, from + size);
        }

        if (first < beyond)
        {
            Check(child, (int)first, beyond - first);
        }
    }

    private void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw Fault(problem);
        }
    }

    private TableFormatException Fault(string problem) => new(TableFormatError.Corrupt, _source, problem, _column);
}
