namespace Lineage.Columnar.Reading;

/// <summary>What is wrong with a table that cannot be read.</summary>
public enum TableFormatError
{
    /// <summary>Neither Parquet nor Arrow.</summary>
    NotATable,

    /// <summary>The bytes, rows or end marker that were announced are not there.</summary>
    Truncated,

    /// <summary>Bytes that contradict the format or each other.</summary>
    Corrupt,

    /// <summary>Valid, but of a type, encoding, codec or feature that is not supported.</summary>
    Unsupported,

    /// <summary>Beyond a bound of <see cref="ReadLimits"/>.</summary>
    TooLarge,

    /// <summary>A column that was asked for is not in the schema.</summary>
    MissingColumn,

    /// <summary>Two columns, or two fields of one struct, have the same name.</summary>
    DuplicateColumn,

    /// <summary>A batch does not have the schema its table announced.</summary>
    SchemaMismatch,
}
