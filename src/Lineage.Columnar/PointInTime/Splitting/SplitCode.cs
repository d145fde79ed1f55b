namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>The split of a row in one byte: its number, or, from the end, why there is none.</summary>
internal static class SplitCode
{
    private const int Reasons = 4;
    private const int FirstReason = byte.MaxValue + 1 - Reasons;

    public static byte Of(NoSplit reason) => (byte)(FirstReason + (int)reason);

    public static bool IsReason(byte code) => code >= FirstReason;

    /// <summary>The reason of a code that is one.</summary>
    public static NoSplit ReasonOf(byte code) => (NoSplit)(code - FirstReason);
}
