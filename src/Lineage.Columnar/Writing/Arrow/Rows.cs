using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Writing.Values;

namespace Lineage.Columnar.Writing.Arrow;

/// <summary>Rows of an array, in any order; a negative place is a null.</summary>
internal readonly record struct Rows(ArrayData Data, int[] Places)
{
    public bool HasAny => Places.AsSpan().ContainsAnyExcept(-1);

    public int CountPresent() => Places.Length - Places.AsSpan().Count(-1);

    public static Rows All(ArrayData data) => new(data, [.. Enumerable.Range(0, data.Length)]);

    /// <summary>The same rows in the array that holds their values, with the places of nulls taken.</summary>
    public Rows Followed()
    {
        var places = Places.AsSpan().ToArray();
        var data = Wrapping.Follow(Data, places, out _);
        var (validity, isNull) = (new Validity(data), data.DataType is NullType);
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = places[i] < 0 || isNull || validity.IsNull(places[i]) ? -1 : places[i];
        }

        return new(data, places);
    }

    /// <summary>The same rows of the field of a struct.</summary>
    public Rows Field(string name)
    {
        var fields = ((StructType)Data.DataType).Fields;
        for (var i = 0; i < fields.Count; i++)
        {
            if (string.Equals(fields[i].Name, name, StringComparison.Ordinal))
            {
                return Field(i);
            }
        }

        throw new InvalidDataException($"lacks the field '{name}' in a batch");
    }

    /// <summary>The same rows of the field of a struct, by its number.</summary>
    public Rows Field(int number)
    {
        var offset = Data.Offset;
        return new(Data.Children[number], System.Array.ConvertAll(Places, place => place < 0 ? -1 : place + offset));
    }
}
