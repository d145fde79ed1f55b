using Lineage.Columnar.Canonical;

namespace Lineage.Core.Consistency;

/// <summary>Which kinds of served value are values of which logical type.</summary>
internal static class ServedTypes
{
    /// <summary>
    /// The kinds as bits, null left out. An integer is a float, but not the other way about, also where the float is whole. Types without a kind of their own are served as
    /// the nearest one or as text; nested ones as their encoding. Any kind will do for a type that is none of the canonical ones, for then nothing is known of it.
    /// </summary>
    public static int AcceptedBy(string logicalType) => logicalType switch
    {
        LogicalType.Null => 0,
        LogicalType.Boolean => Bit(ServedKind.Boolean),
        LogicalType.Integer => Bit(ServedKind.Integer),
        LogicalType.Float => Bit(ServedKind.Float) | Bit(ServedKind.Integer),
        LogicalType.Decimal => Bit(ServedKind.Float) | Bit(ServedKind.Integer) | Bit(ServedKind.Text),
        LogicalType.String => Bit(ServedKind.Text),
        LogicalType.Binary => Bit(ServedKind.Bytes),
        LogicalType.Timestamp or LogicalType.TimestampUtc => Bit(ServedKind.Instant),
        LogicalType.Date => Bit(ServedKind.Instant) | Bit(ServedKind.Text),
        LogicalType.Time or LogicalType.Duration or LogicalType.Interval => Bit(ServedKind.Integer) | Bit(ServedKind.Text),
        _ when IsNested(logicalType) => Bit(ServedKind.Text) | Bit(ServedKind.Bytes),
        _ => ~0,
    };

    public static int Bit(ServedKind kind) => 1 << (int)kind;

    private static bool IsNested(string type) => type.StartsWith("list<", StringComparison.Ordinal)
        || type.StartsWith("struct<", StringComparison.Ordinal)
        || type.StartsWith("map<", StringComparison.Ordinal);
}
