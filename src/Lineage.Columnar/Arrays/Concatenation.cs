using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Arrays;

/// <summary>
/// Arrays one after the other as one. They must be valid. Arrow's own concatenation knows no dictionaries, grows its buffers and goes through validity bit by bit.
/// </summary>
internal static class Concatenation
{
    /// <summary>
    /// The arrays one after the other, as <see cref="Take.Concatenate"/> promises.
    /// </summary>
    /// <param name="parts">Of one layout; at least one.</param>
    /// <param name="mostBytes">The most bytes of one buffer of texts.</param>
    public static ArrayData Of(IReadOnlyList<ArrayData> parts, int mostBytes)
    {
        if (parts.Count == 1 && parts[0].Offset == 0)
        {
            return parts[0];
        }

        var first = parts[0].DataType;
        return first switch
        {
            ExtensionType extension => Extended(extension, parts, mostBytes),
            NullType => new(first, ArrayLimit.Rows(parts.Sum(part => (long)part.Length)), parts.Sum(part => part.Length), 0, [], []),
            DictionaryType type => Encoded(type, parts, mostBytes),
            RunEndEncodedType => Of(Resolved(parts), mostBytes),
            StructType type => Nested(type, parts, [], [.. type.Fields.Select((_, field) => Of(Sliced(parts, field), mostBytes))]),
            FixedSizeListType type => Nested(type, parts, [], Of(ItemsOf(type, parts), mostBytes)),
            ListViewType or LargeListViewType => ListConcatenation.Views(parts, mostBytes),
            MapType or ListType or LargeListType => ListConcatenation.Lists(parts, mostBytes),
            StringType or BinaryType or LargeStringType or LargeBinaryType => TextConcatenation.Texts(parts, mostBytes),
            StringViewType or BinaryViewType => TextConcatenation.Views(parts),
            BooleanType => Flat(first, parts, BitConcatenation.Of(parts, 1)),
            FixedWidthType type => Flat(first, parts, Values(parts, 1, type.BitWidth / 8)),
            _ => throw new NotSupportedException($"type {first.Name} has no canonical form"),
        };
    }

    public static ArrayData Flat(IArrowType type, IReadOnlyList<ArrayData> parts, params byte[][] buffers) => Build(type, parts, buffers, []);

    public static ArrayData Nested(NestedType type, IReadOnlyList<ArrayData> parts, byte[][] buffers, params ArrayData[] children) =>
        Build(NestedTypes.With(type, children), parts, buffers, children);

    /// <summary>The fixed-width values of all parts.</summary>
    public static byte[] Values(IReadOnlyList<ArrayData> parts, int buffer, int width)
    {
        var values = GC.AllocateUninitializedArray<byte>(ArrayLimit.Bytes(parts.Sum(part => (long)part.Length * width)));
        var end = 0;
        foreach (var part in parts)
        {
            if (part.Length > 0)
            {
                part.Buffers[buffer].Span.Slice(part.Offset * width, part.Length * width).CopyTo(values.AsSpan(end));
                end += part.Length * width;
            }
        }

        return values;
    }

    /// <summary>Some rows of an array.</summary>
    /// <exception cref="InvalidDataException">It has not so many.</exception>
    public static ArrayData Slice(ArrayData data, long offset, long length) =>
        offset >= 0 && length >= 0 && offset + length <= data.Length ? data.Slice((int)offset, (int)length) : throw new InvalidDataException("points beyond the end of its child");

    private static ArrayData Build(IArrowType type, IReadOnlyList<ArrayData> parts, byte[][] buffers, ArrayData[] children)
    {
        var length = ArrayLimit.Rows(parts.Sum(part => (long)part.Length));
        var bits = BitConcatenation.Validity(parts);
        var nulls = bits.Length == 0 ? 0 : length - BitTake.Ones(bits);
        return new(type, length, nulls, 0, [new(bits), .. buffers.Select(buffer => new ArrowBuffer(buffer))], children);
    }

    private static ArrayData[] Sliced(IReadOnlyList<ArrayData> parts, int field) =>
        [.. parts.Select(part => Slice(part.Children[field], part.Offset, part.Length))];

    private static ArrayData[] ItemsOf(FixedSizeListType type, IReadOnlyList<ArrayData> parts) =>
        [.. parts.Select(part => Slice(part.Children[0], (long)part.Offset * type.ListSize, (long)part.Length * type.ListSize))];

    private static ArrayData[] Resolved(IReadOnlyList<ArrayData> parts) =>
        [.. parts.Select(part => Take.Rows(part, [.. Enumerable.Range(0, part.Length)]))];

    private static ArrayData Extended(ExtensionType extension, IReadOnlyList<ArrayData> parts, int mostBytes)
    {
        var storage = Of([.. parts.Select(part => Retyped(part, ((ExtensionType)part.DataType).StorageType))], mostBytes);
        return storage.DataType.TypeId == extension.StorageType.TypeId ? Retyped(storage, extension) : storage;
    }

    private static ArrayData Encoded(DictionaryType type, IReadOnlyList<ArrayData> parts, int mostBytes)
    {
        if (parts.All(part => ReferenceEquals(part.Dictionary, parts[0].Dictionary)))
        {
            var width = DictionaryIndices.WidthOf(type.IndexType.TypeId);
            var same = Flat(type, parts, Values(parts, 1, width));
            return new(type, same.Length, same.NullCount, 0, same.Buffers, [], parts[0].Dictionary);
        }

        var dictionaries = parts.Select(part => part.Dictionary).Distinct(ReferenceEqualityComparer.Instance).Cast<ArrayData>().ToArray();
        var entries = Of(dictionaries, mostBytes);
        var bases = new Dictionary<ArrayData, int>(ReferenceEqualityComparer.Instance);
        var next = 0;
        foreach (var dictionary in dictionaries)
        {
            bases[dictionary] = next;
            next += dictionary.Length;
        }

        var united = new DictionaryType(Int32Type.Default, entries.DataType, false);
        var codes = Flat(united, parts, Codes(parts, bases));
        return new(united, codes.Length, codes.NullCount, 0, codes.Buffers, [], entries);
    }

    private static byte[] Codes(IReadOnlyList<ArrayData> parts, Dictionary<ArrayData, int> bases)
    {
        var codes = new byte[ArrayLimit.Bytes(parts.Sum(part => (long)part.Length * sizeof(int)))];
        var places = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, int>(codes.AsSpan());
        foreach (var part in parts)
        {
            var some = places[..part.Length];
            new DictionaryIndices(part).Read(0, some);
            foreach (ref var code in some)
            {
                // What lies under a null may be anything.
                code = unchecked(code + bases[part.Dictionary]);
            }

            places = places[part.Length..];
        }

        return codes;
    }

    private static ArrayData Retyped(ArrayData data, IArrowType type) =>
        new(type, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children, data.Dictionary);
}
