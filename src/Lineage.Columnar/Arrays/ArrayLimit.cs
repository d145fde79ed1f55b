namespace Lineage.Columnar.Arrays;

/// <summary>How much one array can hold, which its memory and the 32 bits of its offsets bound alike.</summary>
internal static class ArrayLimit
{
    /// <summary>Bytes that may be written behind the end of a buffer, so that the last value is copied as the others.</summary>
    public const int Slack = 32;

    /// <summary>The most bytes of one buffer.</summary>
    public static int MaxBytes { get; } = Array.MaxLength - Slack;

    /// <exception cref="OverflowException">They are more than a buffer holds.</exception>
    public static int Bytes(long bytes) =>
        bytes <= MaxBytes ? (int)bytes : throw new OverflowException($"{bytes} bytes are more than the {MaxBytes} that one array holds");

    /// <exception cref="OverflowException">They are more than an array holds.</exception>
    public static int Rows(long rows) =>
        rows <= Array.MaxLength ? (int)rows : throw new OverflowException($"{rows} values are more than the {Array.MaxLength} that one array holds");
}
