using Lineage.Core.Errors;
using Lineage.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lineage.Server.Hosting;

/// <summary>The service is healthy while its store answers and accepts commits.</summary>
internal sealed class StoreHealthCheck(ILineageStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.CheckHealthAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (LineageException unavailable)
        {
            return HealthCheckResult.Unhealthy(unavailable.Message, unavailable);
        }
        catch (ObjectDisposedException)
        {
            return HealthCheckResult.Unhealthy("the store is closed");
        }
    }
}
