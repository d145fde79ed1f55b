using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Arrays;

/// <summary>Dictionary and run-end encoded arrays, by their rows.</summary>
internal static class EntryTake
{
    /// <summary>Still dictionary-encoded; the dictionary is shared.</summary>
    public static ArrayData Encoded(ArrayData data, in RowList rows)
    {
        var (bits, nulls) = BitTake.Validity(data, rows);
        var width = DictionaryIndices.WidthOf(((DictionaryType)data.DataType).IndexType.TypeId);
        var indices = FixedTake.Values(data.Buffers[1].Span, data.Offset, width, rows);
        return new(data.DataType, rows.Count, nulls, 0, [new(bits), new(indices)], [], data.Dictionary);
    }

    /// <summary>The entries that the rows of a dictionary-encoded array point at.</summary>
    public static ArrayData Entries(ArrayData data, in RowList rows)
    {
        ReadOnlySpan<byte> bits = BitTake.Validity(data, rows).Bits;
        var entries = ArrayPool<int>.Shared.Rent(rows.Count);
        try
        {
            var places = entries.AsSpan(0, rows.Count);
            var indices = new DictionaryIndices(data);
            var all = indices.TryGet(0, rows.Beyond, out var known) ? known : default;
            for (var i = 0; i < places.Length; i++)
            {
                var isNull = !bits.IsEmpty && !BitWords.IsSet(bits, i);
                places[i] = isNull ? RowList.None : all.IsEmpty ? indices[rows.Rows[i]] : all[rows.Rows[i]];
                if (places[i] < 0 && !isNull)
                {
                    throw new InvalidDataException("has an index outside its dictionary");
                }
            }

            return Take.Items(data.Dictionary, places, true);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(entries);
        }
    }

    /// <summary>The values of the runs that rows lie in.</summary>
    public static ArrayData Runs(ArrayData data, in RowList rows, bool isPlain)
    {
        var runs = ArrayPool<int>.Shared.Rent(rows.Count);
        try
        {
            var places = runs.AsSpan(0, rows.Count);
            var ends = new int[data.Children[0].Length];
            new DictionaryIndices(data.Children[0], data.Children[0].DataType.TypeId).Read(0, ends);
            var run = 0;
            for (var i = 0; i < places.Length; i++)
            {
                if (rows.Rows[i] < 0)
                {
                    places[i] = RowList.None;
                    continue;
                }

                // Rows are mostly in order, so that they mostly lie in the run of the row before.
                var place = data.Offset + rows.Rows[i];
                if (ends[run] <= place || (run > 0 && ends[run - 1] > place))
                {
                    var at = System.Array.BinarySearch(ends, place);
                    run = at < 0 ? ~at : at + 1;
                }

                places[i] = run;
            }

            return Take.Items(data.Children[1], places, isPlain);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(runs);
        }
    }
}
