using Lineage.Vectors.Tables;
using ParquetSharp;

namespace Lineage.Vectors.Writing;

/// <summary>Parquet files by Arrow C++ below its Arrow layer, for annotations that Arrow types do not lead to: INT96, UUID, JSON, ENUM.</summary>
internal static class ArrowCppColumnWriter
{
    private const int UnixEpochJulianDay = 2_440_588;
    private const long NanosecondsPerDay = 86_400_000_000_000;

    /// <param name="table">Its values. Bytes become UUIDs, texts what <paramref name="texts"/> says, and nanoseconds INT96.</param>
    public static void Write(string path, VectorTable table, IReadOnlyDictionary<string, LogicalType> texts)
    {
        Column[] columns = [.. table.Columns.Select(column => ColumnOf(column, texts))];
        using var writer = new ParquetFileWriter(path, columns, Compression.Uncompressed);
        using (var group = writer.AppendRowGroup())
        {
            foreach (var column in table.Columns)
            {
                using var target = group.NextColumn();
                Write(target, column.Values);
            }
        }

        writer.Close();
    }

    private static Column ColumnOf(VectorColumn column, IReadOnlyDictionary<string, LogicalType> texts) => column.Values.First(value => value is not null) switch
    {
        Int128 => new Column<Int96?>(column.Name),
        byte[] => new Column<Guid?>(column.Name),
        string => new Column<string>(column.Name, texts[column.Name]),
        var value => throw new NotSupportedException($"{column.Name} holds a {value!.GetType().Name}."),
    };

    private static void Write(ColumnWriter target, object?[] values)
    {
        switch (values.First(value => value is not null))
        {
            case Int128:
                using (var writer = target.LogicalWriter<Int96?>())
                {
                    writer.WriteBatch([.. values.Select(value => value is Int128 instant ? ToInt96(instant) : (Int96?)null)]);
                }

                break;
            case byte[]:
                using (var writer = target.LogicalWriter<Guid?>())
                {
                    writer.WriteBatch([.. values.Select(value => value is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid?)null)]);
                }

                break;
            default:
                using (var writer = target.LogicalWriter<string?>())
                {
                    writer.WriteBatch([.. values.Select(value => (string?)value)]);
                }

                break;
        }
    }

    private static Int96 ToInt96(Int128 nanoseconds)
    {
        var count = (long)nanoseconds;
        var day = Math.DivRem(count, NanosecondsPerDay, out var rest);
        if (rest < 0)
        {
            (day, rest) = (day - 1, rest + NanosecondsPerDay);
        }

        return new Int96((int)rest, (int)(rest >> 32), (int)day + UnixEpochJulianDay);
    }
}
