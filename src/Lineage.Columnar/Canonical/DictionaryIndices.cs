using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Canonical;

/// <summary>The indices of a dictionary-encoded array, or the run ends of a run-end encoded one, of any integer type.</summary>
internal readonly struct DictionaryIndices(ArrayData data, ArrowTypeId type)
{
    private readonly int _width = WidthOf(type);

    public DictionaryIndices(ArrayData data)
        : this(data, ((DictionaryType)data.DataType).IndexType.TypeId)
    {
    }

    public int this[int row] => TryGet(row, 1, out var indices) ? indices[0] : checked((int)Read(row));

    public static int WidthOf(ArrowTypeId type) => type switch
    {
        ArrowTypeId.Int8 or ArrowTypeId.UInt8 => 1,
        ArrowTypeId.Int16 or ArrowTypeId.UInt16 => 2,
        ArrowTypeId.Int32 or ArrowTypeId.UInt32 => 4,
        ArrowTypeId.Int64 or ArrowTypeId.UInt64 => 8,
        _ => throw new NotSupportedException($"{type} is no index type"),
    };

    /// <summary>The indices as they lie in memory, where they are of 32 bits.</summary>
    public bool TryGet(int start, int count, out ReadOnlySpan<int> indices)
    {
        indices = type == ArrowTypeId.Int32 ? System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(data.Buffers[1].Span).Slice(data.Offset + start, count) : default;
        return type == ArrowTypeId.Int32;
    }

    /// <summary>The indices of as many rows as there is room for.</summary>
    public void Read(int start, Span<int> indices)
    {
        if (TryGet(start, indices.Length, out var known))
        {
            known.CopyTo(indices);
            return;
        }

        for (var i = 0; i < indices.Length; i++)
        {
            // What lies under a null may be anything.
            indices[i] = unchecked((int)Read(start + i));
        }
    }

    /// <summary>The index as it is written; one above the signed 64-bit range comes back negative.</summary>
    public long Read(int row)
    {
        var value = data.Buffers[1].Span.Slice((data.Offset + row) * _width, _width);
        return type switch
        {
            ArrowTypeId.Int8 => (sbyte)value[0],
            ArrowTypeId.UInt8 => value[0],
            ArrowTypeId.Int16 => BinaryPrimitives.ReadInt16LittleEndian(value),
            ArrowTypeId.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(value),
            ArrowTypeId.Int32 => BinaryPrimitives.ReadInt32LittleEndian(value),
            ArrowTypeId.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(value),
            _ => BinaryPrimitives.ReadInt64LittleEndian(value),
        };
    }
}
