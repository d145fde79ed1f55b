namespace Lineage.Core.Consistency;

/// <summary>The kinds of value in a served vector.</summary>
public enum ServedKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A floating-point number, also where it is whole.</summary>
    Float,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>An instant.</summary>
    Instant,
}
