namespace Lineage.Core.Storage;

/// <summary>How a property is compared. Texts compare by UTF-8 bytes.</summary>
public enum FilterOperator
{
    /// <summary>Equal.</summary>
    Equals,

    /// <summary>Not equal, or absent.</summary>
    NotEquals,

    /// <summary>Less.</summary>
    Less,

    /// <summary>Less or equal.</summary>
    LessOrEqual,

    /// <summary>Greater.</summary>
    Greater,

    /// <summary>Greater or equal.</summary>
    GreaterOrEqual,

    /// <summary>A text that begins with the value.</summary>
    StartsWith,
}
