using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>
/// How one buffer of a big-endian array becomes little-endian. Arrow leaves the order of numbers to the writer, but not the layout around them, so the type
/// tells what each buffer is made of. Metadata and the sizes before compressed buffers are little-endian whatever the writer is.
/// </summary>
internal readonly record struct EndianSwap
{
    private const int ViewWidth = 16;
    private const int LongestInlineView = 12;
    private readonly Element _element;

    private EndianSwap(Element element) => _element = element;

    private enum Element
    {
        Bytes,
        Two,
        Four,
        Eight,
        Sixteen,
        ThirtyTwo,
        MonthDayNano,
        View,
    }

    /// <summary>Whether the buffer holds bits or bytes alone, which have no order.</summary>
    public bool IsNone => _element == Element.Bytes;

    /// <param name="type">The physical type; of a dictionary-encoded array the type of its indices counts.</param>
    /// <param name="buffer">Which of the buffers of the array, from 0; the first are the validity bits.</param>
    public static EndianSwap Of(IArrowType type, int buffer) => new(buffer switch
    {
        0 => Element.Bytes,
        1 => type is DictionaryType dictionary ? OfValues(dictionary.IndexType.TypeId) : OfValues(type.TypeId, type),
        _ => type.TypeId switch
        {
            ArrowTypeId.ListView => Element.Four,
            ArrowTypeId.LargeListView => Element.Eight,
            _ => Element.Bytes,
        },
    });

    /// <summary>A little-endian copy; bytes behind the last whole element are left out.</summary>
    public byte[] Copy(ReadOnlySpan<byte> source)
    {
        var width = Width;
        source = source[..(source.Length - (source.Length % width))];
        var copy = GC.AllocateUninitializedArray<byte>(source.Length);
        var target = copy.AsSpan();
        switch (_element)
        {
            case Element.Two:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, short>(source), MemoryMarshal.Cast<byte, short>(target));
                break;
            case Element.Four:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(source), MemoryMarshal.Cast<byte, int>(target));
                break;
            case Element.Eight:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, long>(source), MemoryMarshal.Cast<byte, long>(target));
                break;
            case Element.Sixteen:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, Int128>(source), MemoryMarshal.Cast<byte, Int128>(target));
                break;
            case Element.ThirtyTwo:
                CopyHalves(source, target);
                break;
            case Element.MonthDayNano:
                CopyIntervals(source, target);
                break;
            case Element.View:
                CopyViews(source, target);
                break;
            default:
                source.CopyTo(target);
                break;
        }

        return copy;
    }

    private int Width => _element switch
    {
        Element.Two => 2,
        Element.Four => 4,
        Element.Eight => 8,
        Element.Sixteen or Element.MonthDayNano or Element.View => 16,
        Element.ThirtyTwo => 32,
        _ => 1,
    };

    private static Element OfValues(ArrowTypeId id, IArrowType? type = null) => id switch
    {
        ArrowTypeId.Int16 or ArrowTypeId.UInt16 or ArrowTypeId.HalfFloat => Element.Two,
        ArrowTypeId.Int32 or ArrowTypeId.UInt32 or ArrowTypeId.Float or ArrowTypeId.Date32 or ArrowTypeId.Time32 or ArrowTypeId.Decimal32 => Element.Four,
        ArrowTypeId.Int64 or ArrowTypeId.UInt64 or ArrowTypeId.Double or ArrowTypeId.Date64 or ArrowTypeId.Time64 or ArrowTypeId.Decimal64 => Element.Eight,
        ArrowTypeId.Timestamp or ArrowTypeId.Duration => Element.Eight,
        ArrowTypeId.Decimal128 => Element.Sixteen,
        ArrowTypeId.Decimal256 => Element.ThirtyTwo,

        // Days and milliseconds are two numbers, so the shorter intervals are both made of fours.
        ArrowTypeId.Interval => ((IntervalType)type!).Unit == IntervalUnit.MonthDayNanosecond ? Element.MonthDayNano : Element.Four,
        ArrowTypeId.String or ArrowTypeId.Binary or ArrowTypeId.List or ArrowTypeId.Map or ArrowTypeId.ListView => Element.Four,
        ArrowTypeId.LargeString or ArrowTypeId.LargeBinary or ArrowTypeId.LargeList or ArrowTypeId.LargeListView => Element.Eight,
        ArrowTypeId.StringView or ArrowTypeId.BinaryView => Element.View,
        _ => Element.Bytes,
    };

    private static void CopyHalves(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (; !source.IsEmpty; source = source[32..], target = target[32..])
        {
            BinaryPrimitives.WriteInt128LittleEndian(target, BinaryPrimitives.ReadInt128BigEndian(source[16..]));
            BinaryPrimitives.WriteInt128LittleEndian(target[16..], BinaryPrimitives.ReadInt128BigEndian(source));
        }
    }

    private static void CopyIntervals(ReadOnlySpan<byte> source, Span<byte> target)
    {
        for (; !source.IsEmpty; source = source[16..], target = target[16..])
        {
            BinaryPrimitives.WriteInt32LittleEndian(target, BinaryPrimitives.ReadInt32BigEndian(source));
            BinaryPrimitives.WriteInt32LittleEndian(target[4..], BinaryPrimitives.ReadInt32BigEndian(source[4..]));
            BinaryPrimitives.WriteInt64LittleEndian(target[8..], BinaryPrimitives.ReadInt64BigEndian(source[8..]));
        }
    }

    private static void CopyViews(ReadOnlySpan<byte> source, Span<byte> target)
    {
        source.CopyTo(target);
        for (; !source.IsEmpty; source = source[ViewWidth..], target = target[ViewWidth..])
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(source);
            BinaryPrimitives.WriteInt32LittleEndian(target, length);
            if (length > LongestInlineView)
            {
                BinaryPrimitives.WriteInt32LittleEndian(target[8..], BinaryPrimitives.ReadInt32BigEndian(source[8..]));
                BinaryPrimitives.WriteInt32LittleEndian(target[12..], BinaryPrimitives.ReadInt32BigEndian(source[12..]));
            }
        }
    }
}
