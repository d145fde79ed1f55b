using System.Globalization;
using System.Text;
using Apache.Arrow.Types;
using Lineage.Vectors.Tables;
using Parquet.Data;
using Parquet.File.Values.Primitives;
using Parquet.Schema;

namespace Lineage.Vectors.ParquetNet;

/// <summary>Between plain values and the types of Parquet.Net, one choice a column.</summary>
internal static class ParquetNetLeaves
{
    private const int NanosecondsPerTick = 100;

    public static ParquetNetLeaf Of(DataField field) => field switch
    {
        DateTimeDataField => new ParquetNetLeafOf<DateTime>(value => DateTime.UnixEpoch.AddTicks(Ticks(value)), FromDateTime),
        TimeDataField { Precision: TimeUnitPrecision.Millis } => new ParquetNetLeafOf<int>(
            value => (int)PlainValues.Count(value, TimeUnit.Millisecond), count => (Int128)count * PlainValues.NanosecondsOf(TimeUnit.Millisecond)),
        TimeDataField time => OfTime(ParquetNetSchemas.Unit(time.Precision)),
        _ when ParquetNetSchemas.IsAnnotatedText(field) => new ParquetNetLeafOf<ReadOnlyMemory<byte>>(
            value => Encoding.UTF8.GetBytes((string)value), value => Encoding.UTF8.GetString(value.Span)),
        _ when field.ClrType == typeof(BigDecimal) => new ParquetNetLeafOf<BigDecimal>(
            value => new BigDecimal(PlainValues.Unscaled((string)value, ((DecimalDataField)field).Scale), ((DecimalDataField)field).Precision, ((DecimalDataField)field).Scale),
            number => PlainValues.DecimalText(number.UnscaledValue, number.Scale)),
        _ => OfPlain(field.ClrType),
    };

    private static ParquetNetLeafOf<long> OfTime(TimeUnit unit) =>
        new(value => (long)PlainValues.Count(value, unit), count => (Int128)count * PlainValues.NanosecondsOf(unit));

    private static ParquetNetLeaf OfPlain(Type type) =>
        type == typeof(bool) ? new ParquetNetLeafOf<bool>(value => (bool)value, value => value)
        : type == typeof(float) ? new ParquetNetLeafOf<float>(value => (float)PlainValues.Number(value), value => (double)value)
        : type == typeof(double) ? new ParquetNetLeafOf<double>(PlainValues.Number, value => value)
        : type == typeof(decimal) ? new ParquetNetLeafOf<decimal>(value => decimal.Parse((string)value, CultureInfo.InvariantCulture), value => value.ToString(CultureInfo.InvariantCulture))
        : type == typeof(string) || type == typeof(ReadOnlyMemory<char>) ? new ParquetNetLeafOf<ReadOnlyMemory<char>>(value => ((string)value).AsMemory(), value => value.ToString())
        : type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>) ? new ParquetNetLeafOf<ReadOnlyMemory<byte>>(value => (byte[])value, value => value.ToArray())
        : type == typeof(DateOnly) ? new ParquetNetLeafOf<DateOnly>(value => (DateOnly)value, value => value)
        : type == typeof(DateTime) ? new ParquetNetLeafOf<DateTime>(value => ((DateOnly)value).ToDateTime(default), value => DateOnly.FromDateTime(value))
        : type == typeof(Guid) ? new ParquetNetLeafOf<Guid>(value => new Guid((byte[])value, bigEndian: true), value => value.ToByteArray(bigEndian: true))
        : type == typeof(Interval) ? new ParquetNetLeafOf<Interval>(ToInterval, value => new CalendarSpan(value.Months, value.Days, (uint)value.Millis * 1_000_000L))
        : OfInteger(type);

    private static ParquetNetLeaf OfInteger(Type type) =>
        type == typeof(sbyte) ? new ParquetNetLeafOf<sbyte>(value => (sbyte)PlainValues.Integer(value), value => value)
        : type == typeof(short) ? new ParquetNetLeafOf<short>(value => (short)PlainValues.Integer(value), value => value)
        : type == typeof(int) ? new ParquetNetLeafOf<int>(value => (int)PlainValues.Integer(value), value => value)
        : type == typeof(long) ? new ParquetNetLeafOf<long>(value => (long)PlainValues.Integer(value), value => value)
        : type == typeof(byte) ? new ParquetNetLeafOf<byte>(value => (byte)PlainValues.Integer(value), value => value)
        : type == typeof(ushort) ? new ParquetNetLeafOf<ushort>(value => (ushort)PlainValues.Integer(value), value => value)
        : type == typeof(uint) ? new ParquetNetLeafOf<uint>(value => (uint)PlainValues.Integer(value), value => value)
        : type == typeof(ulong) ? new ParquetNetLeafOf<ulong>(value => (ulong)PlainValues.Integer(value), value => value)
        : throw new NotSupportedException($"Parquet.Net reads it as {type.Name}, which has no plain value.");

    private static long Ticks(object nanoseconds)
    {
        var (ticks, rest) = Int128.DivRem((Int128)nanoseconds, NanosecondsPerTick);
        return rest == 0 ? (long)ticks : throw new ArgumentException($"{nanoseconds}ns is no whole number of ticks.", nameof(nanoseconds));
    }

    private static object FromDateTime(DateTime time) => (Int128)(time - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;

    private static Interval ToInterval(object value)
    {
        var span = (CalendarSpan)value;
        return new Interval(span.Months, span.Days, (int)(uint)(span.Nanoseconds / 1_000_000));
    }
}
