using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using Lineage.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Lineage.Server.Tests.Hosting;

public sealed class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_WhileTheStoreAnswersAndAfter_IsServingAndThenNot()
    {
        await using var server = await LineageServerFixture.StartAsync();
        var health = new Health.HealthClient(server.Invoker);

        var before = await health.CheckAsync(new(), cancellationToken: Token);
        await server.App.Services.GetRequiredService<ILineageStore>().DisposeAsync();
        var after = await health.CheckAsync(new(), cancellationToken: Token);

        Assert.Equal((ServingStatus.Serving, ServingStatus.NotServing), (before.Status, after.Status));
    }

    [Fact]
    public async Task Reflection_ListsEveryServiceOfTheProtos()
    {
        await using var server = await LineageServerFixture.StartAsync();
        using var call = new ServerReflection.ServerReflectionClient(server.Invoker).ServerReflectionInfo(cancellationToken: Token);
        await call.RequestStream.WriteAsync(new() { ListServices = string.Empty }, Token);
        await call.RequestStream.CompleteAsync();

        Assert.True(await call.ResponseStream.MoveNext(Token));

        var listed = call.ResponseStream.Current.ListServicesResponse.Service.Select(s => s.Name).ToList();
        string[] expected =
        [
            "AuditLogService", "DatasetService", "DeploymentService", "FeatureSetService", "FingerprintService", "LineageService", "ModelService", "PointInTimeService",
            "ProjectService", "RunService",
        ];
        Assert.All(expected, name => Assert.Contains($"lineage.v1.{name}", listed));
        Assert.Contains("grpc.health.v1.Health", listed);
    }
}
