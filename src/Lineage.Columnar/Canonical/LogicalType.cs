using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Lineage.Columnar.Canonical;

/// <summary>
/// The kind of value that a column holds, whatever its physical type. The texts are stable: they enter schema digests. Field names other than
/// letters, digits and underscores are quoted, so that two different types never have one text.
/// </summary>
public static class LogicalType
{
    public const string Null = "null";
    public const string Boolean = "boolean";
    public const string Integer = "integer";
    public const string Float = "float";
    public const string Decimal = "decimal";
    public const string String = "string";
    public const string Binary = "binary";
    public const string Date = "date";
    public const string Time = "time";

    /// <summary>A date and time without a zone.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>An instant. Which zone it was written in does not matter.</summary>
    public const string TimestampUtc = "timestamp[utc]";

    public const string Duration = "duration";

    /// <summary>Months, days and nanoseconds kept apart.</summary>
    public const string Interval = "interval";

    /// <summary>The logical type of a field. Nullability is no part of it.</summary>
    /// <exception cref="NotSupportedException">The type has no canonical form (unions).</exception>
    public static string Of(Field field) => Of(field.DataType);

    /// <summary>The logical type of a physical type.</summary>
    /// <exception cref="NotSupportedException">The type has no canonical form (unions).</exception>
    public static string Of(IArrowType type) => type switch
    {
        ExtensionType extension => Of(extension.StorageType),
        DictionaryType dictionary => Of(dictionary.ValueType),
        RunEndEncodedType runs => Of(runs.ValuesDataType),
        MapType map => $"map<{Of(map.KeyField)},{Of(map.ValueField)}>",
        StructType record => OfStruct(record),
        ListType or LargeListType or FixedSizeListType or ListViewType or LargeListViewType => $"list<{Of(((NestedType)type).Fields[0])}>",
        TimestampType timestamp => string.IsNullOrEmpty(timestamp.Timezone) ? Timestamp : TimestampUtc,
        _ => OfSimple(type.TypeId) ?? throw new NotSupportedException($"type {type.Name} has no canonical form"),
    };

    /// <summary>Whether the type itself, apart from its children, has a canonical form.</summary>
    internal static bool IsSupported(IArrowType type) =>
        type is ExtensionType or DictionaryType or RunEndEncodedType or MapType or StructType or ListType or LargeListType or FixedSizeListType
            or ListViewType or LargeListViewType or TimestampType
        || OfSimple(type.TypeId) is not null;

    private static string? OfSimple(ArrowTypeId type) => type switch
    {
        ArrowTypeId.Null => Null,
        ArrowTypeId.Boolean => Boolean,
        ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64 => Integer,
        ArrowTypeId.UInt8 or ArrowTypeId.UInt16 or ArrowTypeId.UInt32 or ArrowTypeId.UInt64 => Integer,
        ArrowTypeId.HalfFloat or ArrowTypeId.Float or ArrowTypeId.Double => Float,
        ArrowTypeId.Decimal32 or ArrowTypeId.Decimal64 or ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 => Decimal,
        ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.StringView => String,
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.BinaryView or ArrowTypeId.FixedSizedBinary => Binary,
        ArrowTypeId.Date32 or ArrowTypeId.Date64 => Date,
        ArrowTypeId.Time32 or ArrowTypeId.Time64 => Time,
        ArrowTypeId.Duration => Duration,
        ArrowTypeId.Interval => Interval,
        _ => null,
    };

    private static string OfStruct(StructType record)
    {
        var text = new StringBuilder("struct<");
        var separator = "";
        foreach (var field in record.Fields.OrderBy(field => field.Name, Utf8NameOrder.Instance))
        {
            text.Append(separator);
            AppendName(text, field.Name);
            text.Append(':').Append(Of(field));
            separator = ",";
        }

        return text.Append('>').ToString();
    }

    private static void AppendName(StringBuilder text, string name)
    {
        if (name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            text.Append(name);
            return;
        }

        text.Append('"').Append(name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
    }
}
