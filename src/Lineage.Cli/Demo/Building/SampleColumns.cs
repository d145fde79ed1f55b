using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Cli.Demo.Building;

/// <summary>The columns of the sample files as what they are known to be.</summary>
internal static class SampleColumns
{
    /// <summary>Numbers, written one by one or as indices into a dictionary.</summary>
    /// <exception cref="CommandException">It is a column of another type, or holds nulls.</exception>
    public static T[] Numbers<TArray, T>(IArrowArray column, string name)
        where TArray : PrimitiveArray<T>
        where T : struct, IEquatable<T>
    {
        if (column is not DictionaryArray)
        {
            return Of<TArray>(column, name).Values.ToArray();
        }

        var dictionary = Of<DictionaryArray>(column, name);
        var entries = Of<TArray>(dictionary.Dictionary, name).Values.ToArray();
        return System.Array.ConvertAll(Of<Int32Array>(dictionary.Indices, name).Values.ToArray(), index => entries[index]);
    }

    private static T Of<T>(IArrowArray column, string name)
        where T : class, IArrowArray =>
        column is T typed && column.NullCount == 0
            ? typed
            : throw new CommandException($"Column '{name}' must be a {typeof(T).Name} without nulls; this is not the sample that the demo was made for.");

    /// <summary>Texts, written one by one or as indices into a dictionary.</summary>
    /// <exception cref="CommandException">It is a column of another type, or holds nulls.</exception>
    public static Func<int, string> Texts(IArrowArray column, string name)
    {
        if (column is DictionaryArray { Dictionary: StringArray entries } dictionary)
        {
            var indices = Of<Int32Array>(Of<DictionaryArray>(dictionary, name).Indices, name);
            return row => entries.GetString(indices.GetValue(row)!.Value);
        }

        var texts = Of<StringArray>(column, name);
        return row => texts.GetString(row);
    }

    /// <summary>Times without a zone.</summary>
    /// <exception cref="CommandException">It is no column of microseconds without a zone, or holds nulls.</exception>
    public static DateTime[] Times(IArrowArray column, string name)
    {
        var times = Numbers<TimestampArray, long>(column, name);
        return (column is DictionaryArray dictionary ? dictionary.Dictionary : column).Data.DataType is TimestampType { Unit: TimeUnit.Microsecond, Timezone: null or "" }
            ? System.Array.ConvertAll(times, time => new DateTime(DateTime.UnixEpoch.Ticks + (time * TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified))
            : throw new CommandException($"Column '{name}' must hold microseconds without a zone; this is not the sample that the demo was made for.");
    }
}
