using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Writing.Values;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>
/// Turns the arrays of a column into the levels of its leaves and the places of their values (Melnik and others, Dremel, 2010). The values themselves stay where they are.
/// </summary>
internal static class Shredder
{
    /// <summary>Adds a column's rows.</summary>
    /// <param name="column">The column.</param>
    /// <param name="data">Its array, of any layout that means the same as the column's type.</param>
    /// <param name="stages">Those of all leaves of the table.</param>
    /// <exception cref="TableFormatException">There is a null where the schema has none.</exception>
    public static void Shred(WriteNode column, ArrayData data, LeafStage[] stages)
    {
        if (column.IsLeaf && data.DataType is not (ExtensionType or DictionaryType or RunEndEncodedType or NullType) && new Validity(data).CountNulls(data.Length) == 0)
        {
            stages[column.FirstLeaf].AddAll(data);
            return;
        }

        Walk(column, data, Slots.OfRows(data.Length), stages);
    }

    private static void Walk(WriteNode node, ArrayData data, Slots slots, LeafStage[] stages)
    {
        var expected = node.IsOptional ? 0 : CountPresent(slots.Places);
        data = Wrapping.Follow(data, slots.Places, out var isDictionary);
        if (Define(node, data, slots) < expected)
        {
            throw node.Fault(TableFormatError.SchemaMismatch, "has a null, and its schema says that it has none");
        }

        switch (node.Type)
        {
            case StructType when data.DataType is StructType record:
                foreach (var child in node.Children)
                {
                    Walk(child, data.Children[PlaceOf(child, record)], slots.Moved(data.Offset), stages);
                }

                break;
            case MapType:
                var entries = data.Children[0];
                var pairs = Elements(node, data, slots);
                Walk(node.Children[0], entries.Children[0], pairs.Moved(entries.Offset), stages);
                Walk(node.Children[1], entries.Children[1], pairs.Moved(entries.Offset), stages);
                break;
            case ListType:
                Walk(node.Children[0], data.Children[0], Elements(node, data, slots), stages);
                break;
            default:
                stages[node.FirstLeaf].Add(data, isDictionary, slots);
                break;
        }
    }

    private static int CountPresent(ReadOnlySpan<int> places)
    {
        var present = 0;
        foreach (var place in places)
        {
            present += place >= 0 ? 1 : 0;
        }

        return present;
    }

    /// <summary>Fields of one struct may stand in another order from batch to batch.</summary>
    private static int PlaceOf(WriteNode child, StructType record)
    {
        for (var i = 0; i < record.Fields.Count; i++)
        {
            if (string.Equals(record.Fields[i].Name, child.Field.Name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw child.Fault(TableFormatError.SchemaMismatch, "is missing in a batch");
    }

    /// <summary>Raises the definition level of what is there, and takes the place of what is null.</summary>
    /// <returns>How many are there.</returns>
    private static int Define(WriteNode node, ArrayData data, Slots slots)
    {
        var validity = new Validity(data);
        var places = slots.Places;
        var definitions = slots.Definitions;
        if (data.DataType is NullType)
        {
            places.Fill(Slots.Nothing);
        }

        var present = 0;
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] < 0)
            {
                continue;
            }

            if (validity.IsNull(places[i]))
            {
                places[i] = Slots.Nothing;
                continue;
            }

            definitions[i] = (byte)node.Definition;
            present++;
        }

        return present;
    }

    /// <summary>The elements of lists; a list without any has one entry that says so.</summary>
    private static Slots Elements(WriteNode node, ArrayData data, Slots lists)
    {
        var layout = new ListLayout(data);
        var elements = new Slots(lists.Count);
        var places = lists.Places;
        var definitions = lists.Definitions;
        var repetitions = lists.Repetitions;
        for (var i = 0; i < places.Length; i++)
        {
            var (start, count) = places[i] < 0 ? (0, 0) : layout.Range(places[i]);
            if (count == 0)
            {
                elements.Add(Slots.Nothing, definitions[i], repetitions[i]);
                continue;
            }

            for (var element = 0L; element < count; element++)
            {
                elements.Add((int)(start + element), node.Definition + 1, element == 0 ? repetitions[i] : node.Repetition + 1);
            }
        }

        return elements;
    }
}
