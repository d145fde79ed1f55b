using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading;

/// <summary>The columns that the names of a table's folders are, and their value for each file.</summary>
internal sealed class Partitions
{
    private const string NullValue = "__HIVE_DEFAULT_PARTITION__";
    private readonly List<string?[]> _values;

    private Partitions(IReadOnlyList<Field> fields, List<string?[]> values) => (Fields, _values) = (fields, values);

    /// <summary>No partitions.</summary>
    public static Partitions None { get; } = new([], []);

    /// <summary>The columns, in the order of the folders.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <param name="files">The files, with names from the table's folder on.</param>
    /// <exception cref="TableFormatException">A file has other partitions than the first, or one twice.</exception>
    public static Partitions Of(IReadOnlyList<TableFile> files)
    {
        var pairs = files.Select(file => PairsOf(file.Name)).ToList();
        var names = pairs[0].Select(pair => pair.Name).ToArray();
        for (var i = 0; i < pairs.Count; i++)
        {
            if (!pairs[i].Select(pair => pair.Name).SequenceEqual(names, StringComparer.Ordinal))
            {
                throw new TableFormatException(
                    TableFormatError.SchemaMismatch, files[i].Name, $"has the partitions ({string.Join(", ", pairs[i].Select(pair => pair.Name))}), but ({string.Join(", ", names)}) in {files[0].Name}");
            }
        }

        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            throw new TableFormatException(TableFormatError.DuplicateColumn, files[0].Name, "has a partition twice");
        }

        var values = pairs.ConvertAll(file => file.Select(pair => pair.Value).ToArray());
        return new([.. names.Select((name, i) => new Field(name, TypeOf(values.Select(file => file[i]).OfType<string>()), true))], values);
    }

    /// <summary>A column of one file: its value in every row, as a dictionary of one entry.</summary>
    public ArrayData Array(int file, int column, int rows)
    {
        var type = new DictionaryType(Int32Type.Default, Fields[column].DataType, false);
        return _values[file][column] is { } value
            ? new(type, rows, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(new byte[rows * sizeof(int)])], [], One(Fields[column].DataType, value).Data)
            : Arrays.Nulls.Of(Fields[column].DataType, rows);
    }

    private static IArrowArray One(IArrowType type, string value) => type switch
    {
        Int64Type => new Int64Array.Builder().Append(long.Parse(value, CultureInfo.InvariantCulture)).Build(),
        Date32Type => new Date32Array.Builder().Append(DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture)).Build(),
        _ => new StringArray.Builder().Append(value).Build(),
    };

    private static List<(string Name, string? Value)> PairsOf(string file)
    {
        List<(string, string?)> pairs = [];
        foreach (var folder in file.Split('/')[..^1])
        {
            var sign = folder.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0)
            {
                var value = Uri.UnescapeDataString(folder[(sign + 1)..]);
                pairs.Add((Uri.UnescapeDataString(folder[..sign]), value == NullValue ? null : value));
            }
        }

        return pairs;
    }

    private static IArrowType TypeOf(IEnumerable<string> values)
    {
        var all = values.ToList();
        return all.Count > 0 && all.TrueForAll(IsInteger) ? Int64Type.Default : all.Count > 0 && all.TrueForAll(IsDay) ? Date32Type.Default : StringType.Default;
    }

    private static bool IsInteger(string value) => value.Length is > 0 and <= 18 && value.AsSpan(value[0] == '-' ? 1 : 0) is { IsEmpty: false } digits && !digits.ContainsAnyExceptInRange('0', '9');

    private static bool IsDay(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
