using Lineage.Core.Datasets;
using Lineage.Server.Data;
using Lineage.Server.Hosting;

namespace Lineage.Server.Services;

/// <summary>The use cases that read data.</summary>
internal static class DataRegistration
{
    public static IServiceCollection AddData(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton<DataRoots>(_ => new DataRoots(options.DataRoots.Count > 0 ? options.DataRoots : [Directory.GetCurrentDirectory()]))
        .AddSingleton<IDataFiles>(s => s.GetRequiredService<DataRoots>())
        .AddSingleton(s => new UploadSpool(
            Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Store.Path))!, "uploads"), options.Limits, s.GetRequiredService<ILogger<UploadSpool>>()))
        .AddSingleton<TableDescriptions>()
        .AddSingleton<TableAudits>()
        .AddSingleton<SplitAudits>();

    public static void MapData(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<FingerprintService>();
        endpoints.MapGrpcService<PointInTimeService>();
    }
}
