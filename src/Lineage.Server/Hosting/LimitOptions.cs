namespace Lineage.Server.Hosting;

/// <summary>What one client may ask for.</summary>
public sealed class LimitOptions
{
    /// <summary>The greatest message, in bytes, either way.</summary>
    public int MessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>
    /// The greatest message of Arrow Flight, which is one record batch, in bytes: a batch of 65,536 rows and 128 columns of 8 bytes fits. What it decodes to may be four times this.
    /// </summary>
    public int FlightMessageBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The greatest number of calls at a time on one connection.</summary>
    public int StreamsPerConnection { get; init; } = 256;

    /// <summary>The greatest upload, in bytes.</summary>
    public long UploadBytes { get; init; } = 8L * 1024 * 1024 * 1024;

    /// <summary>The disk space of all uploads at a time, in bytes.</summary>
    public long UploadSpaceBytes { get; init; } = 16L * 1024 * 1024 * 1024;

    /// <summary>The limits by name.</summary>
    internal IEnumerable<(string Name, long Value)> Values() =>
    [
        (nameof(MessageBytes), MessageBytes),
        (nameof(FlightMessageBytes), FlightMessageBytes),
        (nameof(StreamsPerConnection), StreamsPerConnection),
        (nameof(UploadBytes), UploadBytes),
        (nameof(UploadSpaceBytes), UploadSpaceBytes),
    ];
}
