using System.Globalization;
using System.Numerics;
using Apache.Arrow.Types;

namespace Lineage.Vectors.Tables;

/// <summary>Reads the plain values of a <see cref="VectorColumn"/>, and never rounds: a value that its type cannot hold is an error.</summary>
internal static class PlainValues
{
    public static Int128 Integer(object value) => value switch
    {
        Int128 wide => wide,
        ulong unsigned => unsigned,
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    public static double Number(object value) => value switch
    {
        Half half => (double)half,
        float single => single,
        _ => (double)value,
    };

    /// <summary>The digits of a decimal text, as if it had the given scale.</summary>
    public static BigInteger Unscaled(string text, int scale)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : text.Length - point - 1;
        var digits = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        if (fraction <= scale)
        {
            return digits * BigInteger.Pow(10, scale - fraction);
        }

        var (whole, rest) = BigInteger.DivRem(digits, BigInteger.Pow(10, fraction - scale));
        return rest.IsZero ? whole : throw new ArgumentException($"{text} has more than {scale} decimals.", nameof(text));
    }

    /// <summary>The text of a decimal that is stored as an integer.</summary>
    public static string DecimalText(BigInteger unscaled, int scale)
    {
        if (scale <= 0)
        {
            return (unscaled * BigInteger.Pow(10, -scale)).ToString(CultureInfo.InvariantCulture);
        }

        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return $"{(unscaled.Sign < 0 ? "-" : "")}{digits[..^scale]}.{digits[^scale..]}";
    }

    public static Int128 NanosecondsOf(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1_000_000_000,
        TimeUnit.Millisecond => 1_000_000,
        TimeUnit.Microsecond => 1_000,
        _ => 1,
    };

    /// <summary>Nanoseconds as a whole count of the unit.</summary>
    public static Int128 Count(object nanoseconds, TimeUnit unit)
    {
        var (count, rest) = Int128.DivRem((Int128)nanoseconds, NanosecondsOf(unit));
        return rest == 0 ? count : throw new ArgumentException($"{nanoseconds}ns is no whole number of {unit}s.", nameof(nanoseconds));
    }

    public static int DayNumber(object date) => ((DateOnly)date).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Nanoseconds since the epoch of a date and time in ISO form, up to nine decimals.</summary>
    public static object At(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var seconds = DateTime.ParseExact(point < 0 ? text : text[..point], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) - DateTime.UnixEpoch;
        var fraction = point < 0 ? 0 : int.Parse(text[(point + 1)..].PadRight(9, '0'), CultureInfo.InvariantCulture);
        return ((Int128)(seconds.Ticks / TimeSpan.TicksPerSecond) * 1_000_000_000) + fraction;
    }

    /// <summary>Nanoseconds since midnight of a time in ISO form, up to nine decimals.</summary>
    public static object Clock(string text) => (Int128)At($"1970-01-01 {text}");

    /// <summary>What <see cref="At"/> reads, with nine decimals.</summary>
    public static string TimestampText(object nanoseconds)
    {
        var count = (Int128)nanoseconds;
        var seconds = Int128.DivRem(count, 1_000_000_000);
        var (whole, fraction) = seconds.Remainder < 0 ? (seconds.Quotient - 1, seconds.Remainder + 1_000_000_000) : (seconds.Quotient, seconds.Remainder);
        var time = DateTime.UnixEpoch.AddTicks((long)whole * TimeSpan.TicksPerSecond);
        return string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd HH:mm:ss}.{(int)fraction:D9}");
    }
}
