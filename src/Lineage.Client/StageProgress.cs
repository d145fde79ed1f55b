namespace Lineage.Client;

/// <summary>How far a long call of several stages is.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Rows">Rows done in this stage.</param>
public readonly record struct StageProgress(string Stage, long Rows);
