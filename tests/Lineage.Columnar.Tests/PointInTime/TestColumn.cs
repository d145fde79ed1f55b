using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>A column as plain values: long, or ulong beyond it, double, string, or Instant for times; null for null.</summary>
internal sealed record TestColumn(string Name, IArrowType Type, IReadOnlyList<object?> Values)
{
    private const long NanosecondsPerDay = 86_400_000_000_000;

    public Field Field => new(Name, Type, nullable: true);

    public static TestColumn Of(string name, IArrowType type, params object?[] values) =>
        new(name, type, [.. values.Select(value => value is int number ? (long)number : value)]);

    public static long NanosecondsOf(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1_000_000_000,
        TimeUnit.Millisecond => 1_000_000,
        TimeUnit.Microsecond => 1_000,
        _ => 1,
    };

    public IArrowArray Build(IEnumerable<int> rows)
    {
        var values = rows.Select(row => Values[row]).ToList();
        return Type switch
        {
            UInt8Type => Append(new UInt8Array.Builder(), values, (builder, value) => builder.Append((byte)(long)value), builder => builder.AppendNull()).Build(),
            Int16Type => Append(new Int16Array.Builder(), values, (builder, value) => builder.Append((short)(long)value), builder => builder.AppendNull()).Build(),
            UInt64Type => Append(new UInt64Array.Builder(), values, (builder, value) => builder.Append(value as ulong? ?? (ulong)(long)value), builder => builder.AppendNull()).Build(),
            Int32Type => Append(new Int32Array.Builder(), values, (builder, value) => builder.Append((int)(long)value), builder => builder.AppendNull()).Build(),
            Int64Type => Append(new Int64Array.Builder(), values, (builder, value) => builder.Append((long)value), builder => builder.AppendNull()).Build(),
            DoubleType => Append(new DoubleArray.Builder(), values, (builder, value) => builder.Append((double)value), builder => builder.AppendNull()).Build(),
            StringType => Append(new StringArray.Builder(), values, (builder, value) => builder.Append((string)value), builder => builder.AppendNull()).Build(),
            NullType => new NullArray(values.Count),
            Date32Type => Date(values),
            TimestampType timestamp => Timestamp(timestamp, values),
            _ => throw new NotSupportedException(Type.Name),
        };
    }

    private static Date32Array Date(List<object?> values)
    {
        var days = Append(new Int32Array.Builder(), values, (builder, value) => builder.Append((int)(((Instant)value).UnixNanoseconds / NanosecondsPerDay)), builder => builder.AppendNull()).Build();
        return new(days.ValueBuffer, days.NullBitmapBuffer, days.Length, days.NullCount, 0);
    }

    private static TimestampArray Timestamp(TimestampType type, List<object?> values)
    {
        var unit = NanosecondsOf(type.Unit);
        var counts = Append(new Int64Array.Builder(), values, (builder, value) => builder.Append((long)(((Instant)value).UnixNanoseconds / unit)), builder => builder.AppendNull()).Build();
        return new(type, counts.ValueBuffer, counts.NullBitmapBuffer, counts.Length, counts.NullCount, 0);
    }

    private static T Append<T>(T builder, List<object?> values, Action<T, object> append, Action<T> appendNull)
        where T : class
    {
        foreach (var value in values)
        {
            if (value is null)
            {
                appendNull(builder);
            }
            else
            {
                append(builder, value);
            }
        }

        return builder;
    }
}
