using System.Buffers.Binary;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>The encodings of values; each adds exactly so many values to the store or fails.</summary>
internal static class ValueDecoder
{
    private const int Plain = 0;
    private const int PlainDictionary = 2;
    private const int Rle = 3;
    private const int DeltaBinaryPacked = 5;
    private const int DeltaLengthByteArray = 6;
    private const int DeltaByteArray = 7;
    private const int RleDictionary = 8;
    private const int ByteStreamSplit = 9;
    private const int Chunk = 1024;

    public static int WidthOf(PhysicalType type, int typeLength) => type switch
    {
        PhysicalType.Boolean => 1,
        PhysicalType.Int32 or PhysicalType.Float => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.Int96 => 12,
        PhysicalType.FixedLengthByteArray => typeLength,
        _ => 0,
    };

    public static void Decode(int encoding, PhysicalType type, ReadOnlySpan<byte> bytes, int count, ValueStore store, ValueStore? dictionary)
    {
        switch (encoding)
        {
            case Plain:
                DecodePlain(type, bytes, count, store);
                break;
            case PlainDictionary or RleDictionary:
                DecodeDictionary(bytes, count, store, dictionary ?? throw new InvalidDataException("has dictionary indices but no dictionary"));
                break;
            case Rle when type == PhysicalType.Boolean:
                var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
                DecodeBooleans(new RleDecoder(bytes.Slice(4, length), 1), count, store);
                break;
            case DeltaBinaryPacked when type is PhysicalType.Int32 or PhysicalType.Int64:
                DecodeDelta(bytes, count, store);
                break;
            case DeltaLengthByteArray when type == PhysicalType.ByteArray:
                DecodeDeltaLength(bytes, count, store);
                break;
            case DeltaByteArray when type is PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray:
                DecodeDeltaBytes(bytes, count, store);
                break;
            case ByteStreamSplit when store.Width > 1:
                DecodeByteStreams(bytes, count, store);
                break;
            default:
                throw new NotSupportedException($"has {type} values in encoding {encoding}");
        }
    }

    private static void DecodePlain(PhysicalType type, ReadOnlySpan<byte> bytes, int count, ValueStore store)
    {
        if (type == PhysicalType.Boolean)
        {
            if (bytes.Length < ((long)count + 7) / 8)
            {
                throw new EndOfStreamException();
            }

            var target = store.Bytes.Extend(count);
            for (var i = 0; i < count; i++)
            {
                target[i] = (byte)((bytes[i >> 3] >> (i & 7)) & 1);
            }
        }
        else if (store.Width > 0)
        {
            store.Bytes.Append(bytes[..checked(count * store.Width)]);
        }
        else
        {
            for (; count > 0; count--)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
                store.Add(bytes.Slice(4, length));
                bytes = bytes[(4 + length)..];
            }
        }
    }

    private static void DecodeDictionary(ReadOnlySpan<byte> bytes, int count, ValueStore store, ValueStore dictionary)
    {
        if (count == 0)
        {
            return;
        }

        var decoder = new RleDecoder(bytes[1..], bytes[0]);
        Span<int> indices = stackalloc int[Chunk];
        while (count > 0)
        {
            var part = indices[..Math.Min(count, Chunk)];
            decoder.Read(part);
            foreach (var index in part)
            {
                if ((uint)index >= (uint)dictionary.Count)
                {
                    throw new InvalidDataException($"has index {index} into a dictionary of {dictionary.Count}");
                }

                store.Add(dictionary[index]);
            }

            count -= part.Length;
        }
    }

    private static void DecodeBooleans(RleDecoder decoder, int count, ValueStore store)
    {
        Span<int> values = stackalloc int[Chunk];
        while (count > 0)
        {
            var part = values[..Math.Min(count, Chunk)];
            decoder.Read(part);
            var target = store.Bytes.Extend(part.Length);
            for (var i = 0; i < part.Length; i++)
            {
                target[i] = (byte)part[i];
            }

            count -= part.Length;
        }
    }

    private static void DecodeDelta(ReadOnlySpan<byte> bytes, int count, ValueStore store)
    {
        var decoder = Delta(bytes, count);
        for (var i = 0; i < count; i++)
        {
            var value = decoder.Next();
            if (store.Width == 4)
            {
                store.Bytes.Write((int)value);
            }
            else
            {
                store.Bytes.Write(value);
            }
        }
    }

    private static void DecodeDeltaLength(ReadOnlySpan<byte> bytes, int count, ValueStore store)
    {
        var ends = Delta(bytes, count);
        for (var i = 0; i < count; i++)
        {
            ends.Next();
        }

        var lengths = Delta(bytes, count);
        var rest = bytes[ends.Consumed..];
        for (var i = 0; i < count; i++)
        {
            var length = checked((int)lengths.Next());
            store.Add(rest[..length]);
            rest = rest[length..];
        }
    }

    /// <summary>Each value keeps a prefix of the one before; the lengths of prefixes, the lengths of suffixes and the suffixes follow one another.</summary>
    private static void DecodeDeltaBytes(ReadOnlySpan<byte> bytes, int count, ValueStore store)
    {
        var suffixes = bytes[ConsumedBy(bytes, count)..];
        var rest = suffixes[ConsumedBy(suffixes, count)..];
        var prefixLengths = Delta(bytes, count);
        var suffixLengths = Delta(suffixes, count);
        var value = new byte[256];
        var length = 0;
        for (var i = 0; i < count; i++)
        {
            var (prefix, suffix) = (checked((int)prefixLengths.Next()), checked((int)suffixLengths.Next()));
            if (prefix < 0 || prefix > length || suffix < 0 || suffix > rest.Length)
            {
                throw new InvalidDataException($"has a prefix of {prefix} and a suffix of {suffix} bytes");
            }

            length = prefix + suffix;
            if (value.Length < length)
            {
                Array.Resize(ref value, 2 * length);
            }

            rest[..suffix].CopyTo(value.AsSpan(prefix));
            rest = rest[suffix..];
            store.Add(value.AsSpan(0, length));
        }
    }

    private static int ConsumedBy(ReadOnlySpan<byte> bytes, int count)
    {
        var decoder = Delta(bytes, count);
        for (var i = 0; i < count; i++)
        {
            decoder.Next();
        }

        return decoder.Consumed;
    }

    private static DeltaDecoder Delta(ReadOnlySpan<byte> bytes, int count)
    {
        var decoder = new DeltaDecoder(bytes);
        return decoder.Count == count ? decoder : throw new InvalidDataException($"has {decoder.Count} deltas for {count} values");
    }

    private static void DecodeByteStreams(ReadOnlySpan<byte> bytes, int count, ValueStore store)
    {
        var width = store.Width;
        if (bytes.Length != (long)count * width)
        {
            throw new InvalidDataException($"has {bytes.Length} bytes in streams for {count} values of {width}");
        }

        var target = store.Bytes.Extend(bytes.Length);
        for (var stream = 0; stream < width; stream++)
        {
            for (var i = 0; i < count; i++)
            {
                target[(i * width) + stream] = bytes[(stream * count) + i];
            }
        }
    }
}
