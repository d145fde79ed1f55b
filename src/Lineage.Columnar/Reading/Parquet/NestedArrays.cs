using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// Builds nested arrays from the levels of their leaves (Melnik and others, Dremel, 2010): a slot begins where the repetition level is at most the number of
/// repeated ancestors and the definition level says that the ancestors are there.
/// </summary>
internal static class NestedArrays
{
    public static ArrayData Build(ParquetNode node, Func<int, LeafData> leaves)
    {
        if (node.IsLeaf)
        {
            return LeafArrays.Build(node, leaves(node.FirstLeaf));
        }

        var children = node.Children.Select(child => Build(child, leaves)).ToArray();
        var levels = leaves(node.FirstLeaf);
        var (valid, starts, elements) = Walk(node, levels);
        var nulls = valid.Count(isValid => !isValid);
        var validity = nulls == 0 ? ArrowBuffer.Empty : Bits(valid, valid.Length);
        if (node.Type is StructType)
        {
            Require(children, valid.Length, "of a struct");
            return new ArrayData(node.Type, valid.Length, nulls, 0, [validity], children);
        }

        Require(children, elements, "of a list");
        var offsets = new byte[(valid.Length + 1) * 4];
        for (var i = 0; i < valid.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(offsets.AsSpan(i * 4), starts[i]);
        }

        BinaryPrimitives.WriteInt32LittleEndian(offsets.AsSpan(valid.Length * 4), elements);
        if (node.Type is MapType map)
        {
            children = [new ArrayData(map.KeyValueType, elements, 0, 0, [ArrowBuffer.Empty], children)];
        }

        return new ArrayData(node.Type, valid.Length, nulls, 0, [validity, new ArrowBuffer(offsets)], children);
    }

    public static ArrowBuffer Bits(bool[] values, int count)
    {
        var bits = new byte[(count + 7) / 8];
        for (var i = 0; i < count; i++)
        {
            if (values[i])
            {
                bits[i >> 3] |= (byte)(1 << (i & 7));
            }
        }

        return new ArrowBuffer(bits);
    }

    private static (bool[] Valid, List<int> Starts, int Elements) Walk(ParquetNode node, LeafData levels)
    {
        var (definitions, repetitions) = (levels.Definitions.Memory, levels.Repetitions.Memory);
        var valid = new List<bool>();
        var starts = new List<int>();
        var elements = 0;
        var isList = node.Type is not StructType;
        for (var i = 0; i < levels.Entries; i++)
        {
            var definition = definitions.IsEmpty ? 0 : definitions.Span[i];
            var repetition = repetitions.IsEmpty ? 0 : repetitions.Span[i];
            if (repetition <= node.Repetition && definition >= node.SlotDefinition)
            {
                valid.Add(definition >= node.Definition);
                starts.Add(elements);
            }
            else if (valid.Count == 0 && definition >= node.SlotDefinition)
            {
                throw new InvalidDataException("begins in the middle of a list");
            }

            if (isList && repetition <= node.Repetition + 1 && definition >= node.ElementDefinition)
            {
                elements++;
            }
        }

        return ([.. valid], starts, elements);
    }

    private static void Require(ArrayData[] children, int length, string what)
    {
        foreach (var child in children)
        {
            if (child.Length != length)
            {
                throw new InvalidDataException($"has {child.Length} values for {length} places {what}");
            }
        }
    }
}
