using Lineage.Core.Errors;

namespace Lineage.Server.Hosting;

/// <summary>Every log message of the service.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Information, "Serving {Store} on {Addresses}; data roots: {DataRoots}")]
    public static partial void Started(this ILogger logger, string store, string addresses, string dataRoots);

    [LoggerMessage(2, LogLevel.Error, "{Method} failed; correlation id {CorrelationId}")]
    public static partial void Failed(this ILogger logger, Exception error, string method, string correlationId);

    [LoggerMessage(3, LogLevel.Information, "{Method} refused: {Reason}: {Message}")]
    public static partial void Refused(this ILogger logger, string method, ErrorReason reason, string message);

    [LoggerMessage(4, LogLevel.Information, "Removed {File}, which an earlier process left behind")]
    public static partial void RemovedLeftover(this ILogger logger, string file);

    [LoggerMessage(5, LogLevel.Warning, "{File} of an earlier process cannot be removed now: {Problem}")]
    public static partial void LeftoverStays(this ILogger logger, string file, string problem);
}
