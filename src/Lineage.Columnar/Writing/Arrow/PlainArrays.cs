using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Writing.Values;

namespace Lineage.Columnar.Writing.Arrow;

/// <summary>Makes one batch of the rows of a row group, all in the plain types of a schema, whatever layouts they come in.</summary>
internal sealed class PlainArrays(Schema schema, string source)
{
    /// <exception cref="TableFormatException">A value has no place in the type of its column.</exception>
    public RecordBatch Of(RowGroupDraft draft)
    {
        var arrays = new IArrowArray[schema.FieldsList.Count];
        for (var i = 0; i < arrays.Length; i++)
        {
            var field = schema.FieldsList[i];
            try
            {
                arrays[i] = ArrowArrayFactory.BuildArray(Build(field, [.. draft.Pieces.Select(piece => Rows.All(piece.Columns[i]))]));
            }
            catch (InvalidDataException e)
            {
                throw new TableFormatException(TableFormatError.Unsupported, source, e.Message, field.Name, null, e);
            }
            catch (Exception e) when (TableFormatBorder.IsOfTable(e))
            {
                throw TableFormatBorder.At(e, source, field.Name, null);
            }
        }

        return new RecordBatch(schema, arrays, draft.Rows);
    }

    /// <summary>The rows of several arrays, one after the other.</summary>
    private ArrayData Build(Field field, Rows[] parts)
    {
        var type = field.DataType;
        for (var i = 0; i < parts.Length; i++)
        {
            var before = parts[i];
            parts[i] = before.Followed();
            if (!field.IsNullable && type is not NullType && parts[i].CountPresent() < before.CountPresent())
            {
                throw new TableFormatException(TableFormatError.SchemaMismatch, source, "has a null, and its schema says that it has none");
            }
        }

        var length = parts.Sum(part => part.Places.Length);
        if (type is NullType)
        {
            return new(type, length, length, 0, [], []);
        }

        // Below a null there may be nothing even where a field has no nulls of its own.
        var nulls = 0;
        var validity = field.IsNullable ? ValidityOf(parts, length, out nulls) : ArrowBuffer.Empty;
        return type switch
        {
            StructType record => new(type, length, nulls, 0, [validity], [.. record.Fields.Select(child => Build(child, System.Array.ConvertAll(parts, part => part.Field(child.Name))))]),
            MapType map => OfMap(map, validity, nulls, parts, length),
            ListType list => OfList(list, validity, nulls, parts, length),
            BooleanType => new(type, length, nulls, 0, [validity, Bits(parts, length)], []),
            StringType or BinaryType => OfBytes(type, validity, nulls, parts, length),
            FixedSizeBinaryType { TypeId: ArrowTypeId.FixedSizedBinary } binary => new(type, length, nulls, 0, [validity, Binaries(binary.ByteWidth, parts, length)], []),
            _ => new(type, length, nulls, 0, [validity, Fixed(type, parts, length)], []),
        };
    }

    private static ArrowBuffer ValidityOf(Rows[] parts, int length, out int nulls)
    {
        var (bits, row, valid) = (new byte[(length + 7) / 8], 0, 0);
        foreach (var part in parts)
        {
            foreach (var place in part.Places)
            {
                bits[row >> 3] |= (byte)(place >= 0 ? 1 << (row & 7) : 0);
                valid += place >= 0 ? 1 : 0;
                row++;
            }
        }

        nulls = length - valid;
        return nulls == 0 ? ArrowBuffer.Empty : new ArrowBuffer(bits);
    }

    private ArrayData OfMap(MapType type, ArrowBuffer validity, int nulls, Rows[] parts, int length)
    {
        var (offsets, pairs) = Elements(parts, length);
        ArrayData[] columns =
        [
            Build(type.KeyField, [.. pairs.Select(pair => pair.Field(0))]),
            Build(type.ValueField, [.. pairs.Select(pair => pair.Field(1))]),
        ];
        var entries = new ArrayData(type.KeyValueType, columns[0].Length, 0, 0, [ArrowBuffer.Empty], columns);
        return new(type, length, nulls, 0, [validity, offsets], [entries]);
    }

    private ArrayData OfList(ListType type, ArrowBuffer validity, int nulls, Rows[] parts, int length)
    {
        var (offsets, elements) = Elements(parts, length);
        return new(type, length, nulls, 0, [validity, offsets], [Build(type.ValueField, elements)]);
    }

    private static (ArrowBuffer Offsets, Rows[] Elements) Elements(Rows[] parts, int length)
    {
        var (offsets, elements, row) = (new int[length + 1], new Rows[parts.Length], 0);
        for (var i = 0; i < parts.Length; i++)
        {
            var (layout, places) = (new ListLayout(parts[i].Data), new List<int>());
            foreach (var place in parts[i].Places)
            {
                var (start, count) = place < 0 ? (0, 0) : layout.Range(place);
                for (var element = 0; element < count; element++)
                {
                    places.Add(checked((int)start + element));
                }

                offsets[row + 1] = checked(offsets[row] + (int)count);
                row++;
            }

            elements[i] = new(parts[i].Data.Children[0], [.. places]);
        }

        return (Buffer(offsets), elements);
    }

    private static ArrowBuffer Bits(Rows[] parts, int length)
    {
        var (bits, row) = (new byte[(length + 7) / 8], 0);
        foreach (var part in parts)
        {
            var values = part.Data.Length == 0 ? default : part.Data.Buffers[1].Span;
            foreach (var place in part.Places)
            {
                bits[row >> 3] |= (byte)(place >= 0 && BitWords.IsSet(values, part.Data.Offset + place) ? 1 << (row & 7) : 0);
                row++;
            }
        }

        return new ArrowBuffer(bits);
    }

    private static ArrayData OfBytes(IArrowType type, ArrowBuffer validity, int nulls, Rows[] parts, int length)
    {
        var (bytes, offsets, row) = (new ByteSink(), new int[length + 1], 0);
        foreach (var part in parts)
        {
            var values = part.HasAny ? new BytesAt(part.Data) : default;
            foreach (var place in part.Places)
            {
                if (place >= 0)
                {
                    bytes.Write(values[place]);
                }

                offsets[++row] = bytes.Length;
            }
        }

        return new(type, length, nulls, 0, [validity, Buffer(offsets), new ArrowBuffer(bytes.Memory)], []);
    }

    private static ArrowBuffer Binaries(int width, Rows[] parts, int length)
    {
        var (bytes, row) = (new byte[checked(length * width)], 0);
        foreach (var part in parts)
        {
            var values = part.HasAny ? new BytesAt(part.Data) : default;
            foreach (var place in part.Places)
            {
                if (place >= 0)
                {
                    var value = values[place];
                    value.CopyTo(value.Length == width ? bytes.AsSpan(row * width) : throw new InvalidDataException($"has a value of {value.Length} bytes among those of {width}"));
                }

                row++;
            }
        }

        return new ArrowBuffer(bytes);
    }

    private static ArrowBuffer Fixed(IArrowType type, Rows[] parts, int length)
    {
        var width = ((FixedWidthType)type).BitWidth / 8;
        var (bytes, row) = (new byte[checked(length * width)], 0);
        foreach (var part in parts)
        {
            if (part.HasAny)
            {
                var from = (FixedWidthType)part.Data.DataType;
                var values = part.Data.Buffers[1].Span[(part.Data.Offset * (from.BitWidth / 8))..];
                FixedGathers.Of(from, type).Pick(values, part.Places, bytes.AsSpan(row * width, part.Places.Length * width));
            }

            row += part.Places.Length;
        }

        return new ArrowBuffer(bytes);
    }

    private static ArrowBuffer Buffer(int[] numbers) => new(MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
}
