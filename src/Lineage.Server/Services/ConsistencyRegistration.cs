using Lineage.Core.Consistency;

namespace Lineage.Server.Services;

/// <summary>The use cases that compare serving with training.</summary>
internal static class ConsistencyRegistration
{
    public static IServiceCollection AddConsistency(this IServiceCollection services) => services
        .AddSingleton<TrainingLineage>()
        .AddSingleton<ContractChecker>()
        .AddSingleton<VectorChecker>();

    public static void MapConsistency(this IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<ConsistencyService>();
}
