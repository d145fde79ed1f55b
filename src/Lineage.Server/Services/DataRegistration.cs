using Lineage.Columnar.Reading;
using Lineage.Core.Datasets;
using Lineage.Core.Training;
using Lineage.Server.Data;
using Lineage.Server.Hosting;

namespace Lineage.Server.Services;

/// <summary>The use cases that read data.</summary>
internal static class DataRegistration
{
    // Compressed batches decode to more than they take on the wire.
    private const int DecodedPerMessage = 4;

    public static IServiceCollection AddData(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton<DataRoots>(_ => new DataRoots(options.DataRoots.Count > 0 ? options.DataRoots : [Directory.GetCurrentDirectory()]))
        .AddSingleton<IDataFiles>(s => s.GetRequiredService<DataRoots>())
        .AddSingleton(s => new UploadSpool(
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Store.Path))!, "uploads"), options.Limits, s.GetRequiredService<ILogger<UploadSpool>>()))
        .AddSingleton<TableDescriptions>()
        .AddSingleton(options.Limits)
        .AddSingleton(new BatchFingerprints(ReadLimits.Default with { MaxRowGroupBytes = DecodedPerMessage * (long)options.Limits.FlightMessageBytes }))
        .AddSingleton<TableAudits>()
        .AddSingleton<SplitAudits>()
        .AddSingleton<IDataFolders, DataFolders>()
        .AddSingleton<TableBuilds>()
        .AddSingleton<BuildReplays>();

    public static void MapData(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<FingerprintService>();
        endpoints.MapGrpcService<FlightService>();
        endpoints.MapGrpcService<PointInTimeService>();
    }
}
