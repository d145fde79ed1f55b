using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.FeatureSets;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Resources;
using Lineage.Core.Runs;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;

namespace Lineage.Server.Services;

/// <summary>The use cases of the registry and the graph, over whatever <see cref="ILineageStore"/> is registered.</summary>
internal static class RegistryRegistration
{
    public static IServiceCollection AddRegistry(this IServiceCollection services) => services
        .AddSingleton<INodeStore>(s => s.GetRequiredService<ILineageStore>())
        .AddSingleton<IAuditStore>(s => s.GetRequiredService<ILineageStore>())
        .AddSingleton<Committer>()
        .AddSingleton<NameResolver>()
        .AddSingleton<ResourceRegistry>()
        .AddSingleton<AliasRegistry>()
        .AddSingleton<IVersionRules<FeatureSetVersion>, FeatureSetVersionRules>()
        .AddSingleton<IVersionRules<DatasetVersion>, DatasetVersionRules>()
        .AddSingleton<IVersionRules<ModelVersion>, ModelVersionRules>()
        .AddSingleton(typeof(VersionRegistry<>))
        .AddSingleton<SplitRegistry>()
        .AddSingleton<RunRegistry>()
        .AddSingleton<DeploymentRegistry>()
        .AddSingleton<CertificateRegistry>()
        .AddSingleton<LineageTracer>()
        .AddSingleton<LineageComparer>()
        .AddSingleton<AuditLog>();

    public static void MapRegistry(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<ProjectService>();
        endpoints.MapGrpcService<FeatureSetService>();
        endpoints.MapGrpcService<DatasetService>();
        endpoints.MapGrpcService<ModelService>();
        endpoints.MapGrpcService<RunService>();
        endpoints.MapGrpcService<DeploymentService>();
        endpoints.MapGrpcService<LineageService>();
        endpoints.MapGrpcService<AuditLogService>();
    }
}
