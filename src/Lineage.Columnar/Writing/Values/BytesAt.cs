using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Writing.Values;

/// <summary>The texts or binaries of an array in any layout.</summary>
internal readonly ref struct BytesAt
{
    private readonly ArrayData _data;
    private readonly ArrowTypeId _type;
    private readonly int _width;
    private readonly ReadOnlySpan<int> _offsets;
    private readonly ReadOnlySpan<long> _wide;
    private readonly ReadOnlySpan<byte> _bytes;

    /// <exception cref="NotSupportedException">It holds neither.</exception>
    public BytesAt(ArrayData data)
    {
        (_data, _type) = (data, data.DataType.TypeId);
        switch (_type)
        {
            case ArrowTypeId.String or ArrowTypeId.Binary:
                _offsets = data.Length == 0 ? default : MemoryMarshal.Cast<byte, int>(data.Buffers[1].Span)[data.Offset..];
                _bytes = data.Buffers[2].Span;
                break;
            case ArrowTypeId.LargeString or ArrowTypeId.LargeBinary:
                _wide = data.Length == 0 ? default : MemoryMarshal.Cast<byte, long>(data.Buffers[1].Span)[data.Offset..];
                _bytes = data.Buffers[2].Span;
                break;
            case ArrowTypeId.FixedSizedBinary:
                _width = ((FixedSizeBinaryType)data.DataType).ByteWidth;
                _bytes = data.Buffers[1].Span;
                break;
            case ArrowTypeId.StringView or ArrowTypeId.BinaryView:
                break;
            default:
                throw new NotSupportedException($"{data.DataType.Name} cannot be written as bytes");
        }
    }

    public ReadOnlySpan<byte> this[int row] => _type switch
    {
        ArrowTypeId.String or ArrowTypeId.Binary => _bytes[_offsets[row].._offsets[row + 1]],
        ArrowTypeId.LargeString or ArrowTypeId.LargeBinary => _bytes[checked((int)_wide[row])..checked((int)_wide[row + 1])],
        ArrowTypeId.FixedSizedBinary => _bytes.Slice((_data.Offset + row) * _width, _width),
        _ => BinaryViews.Value(_data, row),
    };
}
