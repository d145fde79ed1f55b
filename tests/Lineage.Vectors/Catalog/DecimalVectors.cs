using Apache.Arrow.Types;
using Lineage.Vectors.Tables;
using Parquet.Schema;

namespace Lineage.Vectors.Catalog;

/// <summary>Decimals of every physical type and scale; they compare by value.</summary>
internal static class DecimalVectors
{
    public static IReadOnlyList<VectorGroup> Groups { get; } = [Decimals(), Wide(), Widest()];

    private static VectorGroup Decimals()
    {
        var table = VectorTable.Of(
            new("small", new Decimal128Type(4, 2), ["1.50", "-1.5", "0", null, "99.99", "-0.01"]),
            new("middle", new Decimal128Type(18, 6), ["1.5", null, "-123456789012.345678", "999999999999.999999", "0.000001", "-1"]),
            new("large", new Decimal128Type(28, 10), ["1.5000000000", "-999999999999999999.9999999999", "0", "0.0000000001", null, "12345678901234567.5"]),
            new("whole", new Decimal128Type(9, 0), ["0", "-999999999", "999999999", "7", "-7", null]));
        return new VectorGroup("decimals", "decimals of several widths", table)
            .ArrowCpp("fixed", "all as FIXED_LEN_BYTE_ARRAY")
            .ArrowCpp("integers", "as INT32 and INT64 where they fit", new() { Properties = p => p.EnableStoreDecimalAsInteger() })
            .DuckDb("mixed", "INT32, INT64 and FIXED_LEN_BYTE_ARRAY")
            .ParquetNet("mixed", "as it chooses")
            .ParquetNet("bytes", "all as FIXED_LEN_BYTE_ARRAY", new()
            {
                FieldOf = column => column.Type is Decimal128Type type ? new DecimalDataField(column.Name, type.Precision, type.Scale, forceByteArrayEncoding: true, isNullable: true) : null,
            })
            .Arrow("128", "128 bits")
            .Arrow("narrow", "32 and 64 bits where they fit", null, table => table
                .Retype("small", new Decimal32Type(4, 2)).Retype("middle", new Decimal64Type(18, 6)).Retype("whole", new Decimal32Type(9, 0)))
            .Arrow("other-scales", "256 bits and more decimals than needed", null, table => table
                .Retype("small", new Decimal256Type(60, 30)).Retype("middle", new Decimal128Type(38, 9)).Retype("whole", new Decimal64Type(18, 3)));
    }

    private static VectorGroup Wide()
    {
        var digits = new string('9', 30);
        var table = VectorTable.Of(new VectorColumn("wide", new Decimal128Type(38, 8), [$"{digits}.99999999", $"-{digits}.99999999", "1.5", null, "0"]));
        return new VectorGroup("decimals-wide", "decimals of 38 digits", table)
            .ArrowCpp("fixed", "FIXED_LEN_BYTE_ARRAY of 16 bytes")
            .DuckDb("fixed", "FIXED_LEN_BYTE_ARRAY of 16 bytes")
            .ParquetNet("fixed", "as it chooses")
            .Arrow("128", "128 bits");
    }

    private static VectorGroup Widest()
    {
        var digits = new string('9', 56);
        var table = VectorTable.Of(new VectorColumn(
            "widest", new Decimal256Type(76, 20), [$"{digits}.99999999999999999999", $"-{digits}.00000000000000000001", null, "-1.5", "0"]));
        return new VectorGroup("decimals-widest", "decimals of 76 digits", table)
            .ArrowCpp("fixed", "FIXED_LEN_BYTE_ARRAY of 32 bytes")
            .Arrow("256", "256 bits");
    }
}
