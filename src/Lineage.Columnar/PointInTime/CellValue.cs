using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>
/// A value as 128 bits, equal exactly for equal values under one <see cref="ValueComparison"/>. A digest can collide: among n different values with a probability
/// below n²/2^129, that is 10^-15 for half a billion, so no second comparison is made.
/// </summary>
internal static class CellValue
{
    /// <summary>Stands for null.</summary>
    public static readonly UInt128 Null = UInt128.Zero;

    private const ulong Tag = 1;

    /// <summary>How values of two logical types are compared; null where they cannot be.</summary>
    public static ValueComparison? Between(string left, string right)
    {
        if (left == right || left == LogicalType.Null || right == LogicalType.Null)
        {
            return ValueComparison.Canonical;
        }

        return (IsNumber(left) && IsNumber(right), IsLocalTime(left) && IsLocalTime(right)) switch
        {
            (true, _) => ValueComparison.Number,
            (_, true) => ValueComparison.Time,
            _ => null,
        };
    }

    public static UInt128 Of(CanonicalColumn column, int row, ValueComparison comparison)
    {
        if (column.IsNull(row))
        {
            return Null;
        }

        if (comparison == ValueComparison.Number && column.TryGetDouble(row, out var number))
        {
            return new(Tag, BitConverter.DoubleToUInt64Bits(double.IsNaN(number) ? double.NaN : number + 0.0));
        }

        if (comparison == ValueComparison.Time && column.TryGetInstant(row, out var instant))
        {
            return unchecked((UInt128)instant.UnixNanoseconds) | (UInt128.One << 126);
        }

        var digest = column.Digest(row);
        return digest == Null ? UInt128.One : digest;
    }

    private static bool IsNumber(string type) => type is LogicalType.Integer or LogicalType.Float or LogicalType.Decimal;

    private static bool IsLocalTime(string type) => type is LogicalType.Date or LogicalType.Timestamp;
}
