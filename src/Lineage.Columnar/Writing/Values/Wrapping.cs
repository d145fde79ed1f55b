using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Writing.Values;

/// <summary>Follows dictionaries and runs to the array that holds the values.</summary>
internal static class Wrapping
{
    /// <summary>The array that holds the values; the places, where they are not negative, become those in it, or -1 for a null.</summary>
    /// <param name="data">An array of any layout.</param>
    /// <param name="places">Rows of the array.</param>
    /// <param name="isDictionary">Whether a dictionary or runs were followed.</param>
    public static ArrayData Follow(ArrayData data, Span<int> places, out bool isDictionary)
    {
        isDictionary = false;
        while (true)
        {
            switch (data.DataType)
            {
                case ExtensionType extension:
                    data = new(extension.StorageType, data.Length, data.NullCount, data.Offset, data.Buffers, data.Children, data.Dictionary);
                    break;
                case DictionaryType:
                    FollowIndices(data, places);
                    (data, isDictionary) = (data.Dictionary, true);
                    break;
                case RunEndEncodedType:
                    FollowRuns(data, places);
                    (data, isDictionary) = (data.Children[1], true);
                    break;
                default:
                    return data;
            }
        }
    }

    private static void FollowIndices(ArrayData data, Span<int> places)
    {
        var (indices, validity) = (new DictionaryIndices(data), new Validity(data));
        var areKnown = indices.TryGet(0, data.Length, out var known);
        for (var i = 0; i < places.Length; i++)
        {
            var row = places[i];
            if (row >= 0)
            {
                places[i] = validity.IsNull(row) ? -1 : areKnown ? known[row] : checked((int)indices.Read(row));
            }
        }
    }

    private static void FollowRuns(ArrayData data, Span<int> places)
    {
        var ends = new DictionaryIndices(data.Children[0], data.Children[0].DataType.TypeId);
        var (run, start, end) = (0, 0L, 0L);
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] < 0)
            {
                continue;
            }

            var place = (long)data.Offset + places[i];
            if (place < start || place >= end)
            {
                run = Find(ends, data.Children[0].Length, place);
                (start, end) = (run == 0 ? 0 : ends.Read(run - 1), ends.Read(run));
            }

            places[i] = run;
        }
    }

    /// <summary>The first run that ends behind a place.</summary>
    private static int Find(DictionaryIndices ends, int runs, long place)
    {
        var (low, high) = (0, runs - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ends.Read(middle) > place ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
