namespace Lineage.Columnar.PointInTime;

/// <summary>A cell that holds a value other than the visible one.</summary>
/// <param name="Feature">Which feature of the history.</param>
/// <param name="Slot">Its entity and label time.</param>
/// <param name="Range">The range of its label time.</param>
/// <param name="Found">What it holds.</param>
/// <param name="Draft">Its finding, where one is kept.</param>
internal readonly record struct Mismatch(int Feature, int Slot, byte Range, UInt128 Found, FindingDraft? Draft);
