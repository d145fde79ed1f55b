namespace Lineage.Cli.Demo.Building;

/// <summary>One flight to predict, with what was knowable an hour before it left.</summary>
/// <param name="Flight">The flight; whether it was late is the label.</param>
/// <param name="LabelTime">When the prediction is made.</param>
/// <param name="Features">The features of its origin.</param>
internal sealed record TrainingRow(Flight Flight, DateTime LabelTime, HourlyRow Features);
