using Lineage.Cli.Demo.Steps;
using Lineage.Cli.Hosting;
using Lineage.Client;

namespace Lineage.Cli.Demo;

/// <summary>The whole story of one model on real data, told by the real service.</summary>
internal static class DemoRun
{
    /// <summary>
    /// Runs every step; the console knows whether every expectation held. Can be run again over the same folder: what is the same is found again, and the model is trained and
    /// registered once more.
    /// </summary>
    /// <exception cref="IOException">A sample cannot be read, or the folder cannot be written.</exception>
    /// <exception cref="CommandException">The service cannot start over the store.</exception>
    /// <exception cref="LineageRpcException">The service refused what it should accept.</exception>
    public static async Task RunAsync(string samples, DemoFolder folder, DemoConsole console, CancellationToken cancellationToken)
    {
        console.Plain("One model on real flights, from the raw file to production: what was it trained on,");
        console.Plain("was that correct at the time, is it served the same, and who depends on what?");
        var data = await BuildingStep.RunAsync(samples, folder, console, cancellationToken);

        console.Step("Start the service, and talk to it over a socket from here on");
        await using (var server = await LocalServer.StartAsync(folder.StorePath, [folder.DataRoot]))
        {
            await using var client = new LineageClient(new() { Address = server.Address, Actor = DemoContext.Author });
            console.Line("listens on", server.Address);
            console.Line("store", folder.BelowRoot(folder.StorePath));
            await StoryAsync(new DemoContext(client, console, folder, data), cancellationToken);
        }

        FurtherStep.Run(console, folder);
    }

    private static async Task StoryAsync(DemoContext context, CancellationToken cancellationToken)
    {
        var sources = await SourceStep.RunAsync(context, cancellationToken);
        var features = await FeatureSetStep.RunAsync(context, sources, cancellationToken);
        var dataset = await DatasetStep.RunAsync(context, features.Hourly, cancellationToken);
        var training = await TrainingStep.RunAsync(context, dataset, cancellationToken);
        var model = await ModelStep.RunAsync(context, dataset, features.Hourly, training, cancellationToken);
        var deployment = await DeploymentStep.RunAsync(context, model, features.Hourly, cancellationToken);
        await AuditStep.RunAsync(context, dataset, cancellationToken);
        await LeakStep.RunAsync(context, dataset, cancellationToken);
        await ClimateStep.RunAsync(context, features.Climate, cancellationToken);
        await SplitStep.RunAsync(context, dataset, cancellationToken);
        await ContractStep.RunAsync(context, deployment, features.Hourly, model, cancellationToken);
        await VectorStep.RunAsync(context, deployment, features.Hourly, cancellationToken);
        await LineageStep.RunAsync(context, deployment, cancellationToken);
    }
}
