using System.Diagnostics;

namespace Lineage.Server.Tests.Hosting;

/// <summary>The server as a process of its own, which must refuse to start.</summary>
internal static class ServerProcess
{
    /// <summary>Runs it until it ends.</summary>
    /// <returns>The exit code and what was written to standard error.</returns>
    public static async Task<(int Code, string Error)> RunAsync(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Lineage.Server.Hosting.LineageServer).Assembly.Location, .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            await output;
            return (process.ExitCode, error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
