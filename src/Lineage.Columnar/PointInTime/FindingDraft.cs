using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>A finding while it is being made: what is said of it comes from different passes.</summary>
internal sealed class FindingDraft(int row, int slot, int feature)
{
    public int Row => row;

    public int Slot => slot;

    public int Feature => feature;

    public CellVerdict Verdict { get; set; }

    /// <summary>The history row that explains the value found, where one does.</summary>
    public Revision Explanation { get; set; } = Revision.None;

    public Int128? Distance { get; set; }

    public string? Expected { get; set; }

    /// <summary>The event time of the visible value, where one was.</summary>
    public Instant? ExpectedEventTime { get; set; }
}
