using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>
/// Builds nested arrays from the levels of their leaves (Melnik and others, Dremel, 2010): a slot begins where the repetition level is at most the number of
/// repeated ancestors and the definition level says that the ancestors are there.
/// </summary>
/// <param name="leaves">The readers of the column's leaves, by the leaf's number.</param>
/// <param name="budget">Takes the places of every level: the entries of one leaf are counted again at each list and struct around it.</param>
internal sealed class NestedArrays(IReadOnlyDictionary<int, LeafReader> leaves, DecodeBudget budget)
{
    private readonly BitBuffer _valid = new();

    /// <summary>The next rows of a column.</summary>
    public ArrayData Read(ParquetNode node, int rows, BatchMemory memory)
    {
        if (node.IsLeaf)
        {
            return leaves[node.FirstLeaf].ReadNested(rows, memory);
        }

        var children = new ArrayData[node.Children.Count];
        for (var i = 0; i < children.Length; i++)
        {
            children[i] = Read(node.Children[i], rows, memory);
        }

        var levels = leaves[node.FirstLeaf].Levels;
        var validity = Rent(memory, BitBuffer.BytesFor(levels.Entries));
        var offsets = Rent(memory, checked((levels.Entries + 1) * sizeof(int)));
        _valid.Begin(validity);
        var elements = Walk(node, levels, MemoryMarshal.Cast<byte, int>(offsets.AsSpan()));
        var (slots, nulls) = (_valid.Length, _valid.Length - _valid.Set);
        var bits = nulls == 0 ? ArrowBuffer.Empty : new ArrowBuffer(_valid.Memory);
        if (node.Type is StructType)
        {
            Require(children, slots, "of a struct");
            return new ArrayData(node.Type, slots, nulls, 0, [bits], children);
        }

        Require(children, elements, "of a list");
        if (node.Type is MapType map)
        {
            children = [new ArrayData(map.KeyValueType, elements, 0, 0, [ArrowBuffer.Empty], children)];
        }

        return new ArrayData(node.Type, slots, nulls, 0, [bits, new ArrowBuffer(offsets.AsMemory(0, (slots + 1) * sizeof(int)))], children);
    }

    private byte[] Rent(BatchMemory memory, int bytes)
    {
        budget.Take(bytes);
        return memory.Rent(bytes);
    }

    /// <summary>Writes the validity and the offsets.</summary>
    /// <returns>The number of elements.</returns>
    private int Walk(ParquetNode node, LeafLevels levels, Span<int> offsets)
    {
        var (slots, elements) = (0, 0);
        var isList = node.Type is not StructType;
        for (var i = 0; i < levels.Entries; i++)
        {
            var (definition, repetition) = (levels.Definitions[i], levels.Repetitions[i]);
            if (repetition <= node.Repetition && definition >= node.SlotDefinition)
            {
                _valid.Put(definition >= node.Definition ? 1UL : 0, 1);
                offsets[slots++] = elements;
            }
            else if (slots == 0 && definition >= node.SlotDefinition)
            {
                throw new InvalidDataException("begins in the middle of a list");
            }

            if (isList && repetition <= node.Repetition + 1 && definition >= node.ElementDefinition)
            {
                elements++;
            }
        }

        offsets[slots] = elements;
        return elements;
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
