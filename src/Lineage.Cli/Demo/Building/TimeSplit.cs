namespace Lineage.Cli.Demo.Building;

/// <summary>Splits by label time: the model is fitted on the past and measured on what came later.</summary>
/// <param name="Train">For fitting.</param>
/// <param name="Validation">For choosing among models.</param>
/// <param name="Test">For the last measurement.</param>
internal sealed record TimeSplit(IReadOnlyList<TrainingRow> Train, IReadOnlyList<TrainingRow> Validation, IReadOnlyList<TrainingRow> Test)
{
    /// <summary>The first label time of the validation split.</summary>
    public static readonly DateTime ValidationFrom = new(2001, 3, 22, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The first label time of the test split.</summary>
    public static readonly DateTime TestFrom = new(2001, 3, 27, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>Every row goes into one split.</summary>
    public static TimeSplit Of(IReadOnlyList<TrainingRow> rows) => new(
        [.. rows.Where(r => r.LabelTime < ValidationFrom)],
        [.. rows.Where(r => r.LabelTime >= ValidationFrom && r.LabelTime < TestFrom)],
        [.. rows.Where(r => r.LabelTime >= TestFrom)]);
}
