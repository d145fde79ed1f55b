namespace Lineage.Core.Consistency;

/// <summary>What is wrong with a served vector.</summary>
public enum VectorIssueKind
{
    /// <summary>The model's feature is not in the vector; blocking.</summary>
    ValueMissing,

    /// <summary>The vector has a feature that the model does not know; a warning.</summary>
    ValueExtra,

    /// <summary>The value has another type; blocking.</summary>
    TypeMismatch,

    /// <summary>The value is null, and training had none; blocking.</summary>
    UnexpectedNull,

    /// <summary>The number lies outside the range of training; a warning.</summary>
    OutOfRange,

    /// <summary>The category was never seen in training; a warning.</summary>
    UnseenCategory,

    /// <summary>The value is older than its time to live; blocking.</summary>
    StaleValue,

    /// <summary>The value could not be used yet at the serving time; blocking.</summary>
    FutureValue,

    /// <summary>The value came from another feature set version; blocking.</summary>
    WrongFeatureSetVersion,

    /// <summary>The number is not a number, and training had none such; blocking.</summary>
    NotANumber,

    /// <summary>The check could not be made; blocking as <see cref="FailureMode"/> says.</summary>
    NotChecked,
}
