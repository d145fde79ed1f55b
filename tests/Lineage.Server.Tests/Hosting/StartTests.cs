using System.Net;
using System.Net.Sockets;
using Lineage.Core.Errors;
using Lineage.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lineage.Server.Tests.Hosting;

/// <summary>What a start does, and what it refuses.</summary>
public sealed class StartTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OverLeftoversOfUploads_RemovesThemAndNothingElse()
    {
        await using var server = await LineageServerFixture.StartAsync(prepare: s =>
        {
            Directory.CreateDirectory(s.SpoolFolder);
            File.WriteAllText(Path.Combine(s.SpoolFolder, "upload-1.tmp"), "left");
            File.WriteAllText(Path.Combine(s.SpoolFolder, "notes.txt"), "kept");
        });

        Assert.Equal(["notes.txt"], Directory.EnumerateFiles(server.SpoolFolder).Select(Path.GetFileName));
        Assert.Contains(server.Log.Entries, e => e.Message.Contains("upload-1.tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_Again_FindsWhatWasStored()
    {
        await using var server = await LineageServerFixture.StartAsync();
        await new V1.ModelService.ModelServiceClient(server.Invoker).CreateModelAsync(new() { ModelId = "kept", Model = new() }, cancellationToken: Token);
        await server.StopAsync();
        await server.App.DisposeAsync();

        await server.InitializeAsync();

        Assert.Equal("projects/default/models/kept", (await new V1.ModelService.ModelServiceClient(server.Invoker).GetModelAsync(new() { Name = "projects/default/models/kept" }, cancellationToken: Token)).Name);
    }

    [Fact]
    public async Task Start_OnTheStoreOfARunningServer_IsRefusedAndLeavesThatOneAlone()
    {
        await using var server = await LineageServerFixture.StartAsync();

        var inProcess = await Assert.ThrowsAsync<LineageException>(() => LineageServer.StartAsync(server.Arguments));
        var (code, error) = await ServerProcess.RunAsync(NoEnvironment, server.Arguments);

        Assert.Equal(ErrorReason.StoreUnavailable, inProcess.Reason);
        Assert.Equal(2, code);
        Assert.Equal("lineage cannot start: The store 'lineage.db' cannot be opened: another process holds it, or its folder may not be written.", error.Trim());
        await new V1.ModelService.ModelServiceClient(server.Invoker).CreateModelAsync(new() { ModelId = "alive", Model = new() }, cancellationToken: Token);
    }

    [Fact]
    public async Task Start_OnAPortThatIsTaken_ThrowsAndLogsNoError()
    {
        await using var server = await LineageServerFixture.StartAsync();
        using var log = new CapturedLog();
        string[] arguments =
        [
            .. server.Arguments,
            $"--Store:Path={Path.Combine(server.Folder, "second.db")}",
            $"--Listen:Port={new Uri(server.App.Urls.First()).Port}",
        ];

        await Assert.ThrowsAsync<IOException>(() => LineageServer.StartAsync(arguments, services => services.AddSingleton<ILoggerProvider>(log)));

        Assert.DoesNotContain(log.Entries, e => e.Level >= LogLevel.Error || e.Error is not null);
    }

    [Fact]
    public async Task Run_OnAStoreThatIsNone_EndsWithTwoAndSaysWhy()
    {
        await using var server = await LineageServerFixture.StartAsync();
        var other = Path.Combine(server.Folder, "other.db");
        await File.WriteAllTextAsync(other, new string('x', 10_000), Token);

        var (code, error) = await ServerProcess.RunAsync(NoEnvironment, [.. server.Arguments, $"--Store:Path={other}"]);

        Assert.Equal(2, code);
        Assert.StartsWith("lineage cannot start: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("taken port")]
    [InlineData("foreign address")]
    public async Task Run_WhereItCannotListen_EndsWithTwoAndFreesTheStore(string where)
    {
        await using var server = await LineageServerFixture.StartAsync();
        await server.StopAsync();
        await server.App.DisposeAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var listen = where == "taken port" ? $"--Listen:Port={((IPEndPoint)taken.LocalEndpoint).Port}" : "--Listen:Address=192.0.2.1";

        var (code, error) = await ServerProcess.RunAsync(NoEnvironment, [.. server.Arguments, listen]);

        Assert.Equal(2, code);
        Assert.StartsWith("lineage cannot start: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        await server.InitializeAsync();
    }

    [Fact]
    public async Task Run_MisconfiguredInManyWays_EndsWithTwoAndSaysThemAll()
    {
        var environment = new Dictionary<string, string> { ["LINEAGE_Limits__MessageBytes"] = "0", ["LINEAGE_Limits__UploadBytes"] = "lots" };
        string[] arguments =
        [
            "--Store:Path= ", "--Listen:Port=70000", "--Listen:Address=nowhere", "--Listen:CertificatePath=none.pem", "--Listen:Prot=1", "--DataRoots:0=none", "--DataRoots=x",
            "--ShutdownSeconds=-1",
        ];

        var (code, error) = await ServerProcess.RunAsync(environment, arguments);

        string[] problems =
        [
            "Store:Path must name a file", "Listen:Port is 70000", "Listen:Address 'nowhere'", "Listen:CertificatePath 'none.pem' does not exist", "Listen:Prot is no setting",
            "DataRoots: 'none' is no folder", "DataRoots must be given one by one", "Limits:MessageBytes is 0", "Limits:UploadBytes is 'lots'", "ShutdownSeconds is -1",
        ];
        Assert.Equal(2, code);
        Assert.All(problems, p => Assert.Contains(p, error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAllThreeSources_TakesTheCommandLineBeforeTheEnvironmentBeforeTheFile()
    {
        await using var server = await LineageServerFixture.StartAsync();
        var settings = Path.Combine(server.Folder, "settings");
        Directory.CreateDirectory(settings);
        await File.WriteAllTextAsync(
            Path.Combine(settings, "appsettings.json"), """{"ShutdownSeconds":-1,"Limits":{"MessageBytes":-1,"UploadBytes":-1,"StreamsPerConnection":-1}}""", Token);
        var environment = new Dictionary<string, string> { ["LINEAGE_SettingsFolder"] = settings, ["LINEAGE_Limits__MessageBytes"] = "-2", ["LINEAGE_Limits__UploadBytes"] = "-2" };

        var (_, error) = await ServerProcess.RunAsync(environment, "--Limits:UploadBytes=-3", "--Store:Path= ");

        Assert.Contains("ShutdownSeconds is -1", error, StringComparison.Ordinal);
        Assert.Contains("Limits:StreamsPerConnection is -1", error, StringComparison.Ordinal);
        Assert.Contains("Limits:MessageBytes is -2", error, StringComparison.Ordinal);
        Assert.Contains("Limits:UploadBytes is -3", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithoutItsSettingsFolder_IsRefused()
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => LineageServer.StartAsync(["--SettingsFolder=none"]));

        Assert.Contains("'none'", error.Message, StringComparison.Ordinal);
    }
}
