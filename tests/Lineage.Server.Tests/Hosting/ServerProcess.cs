using System.Diagnostics;
using System.Text.RegularExpressions;
using Lineage.Server.Hosting;

namespace Lineage.Server.Tests.Hosting;

/// <summary>The server as a process of its own.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LineageServer).Assembly.Location, .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
    }

    /// <summary>The most memory that it held so far, in bytes, of whatever kind.</summary>
    public long PeakBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs one that must refuse to start.</summary>
    /// <returns>The exit code and what was written to standard error.</returns>
    public static async Task<(int Code, string Error)> RunAsync(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        using var server = new ServerProcess(environment, arguments);
        var output = server._process.StandardOutput.ReadToEndAsync(Token);
        var error = await server._process.StandardError.ReadToEndAsync(Token);
        await server._process.WaitForExitAsync(Token);
        await output;
        return (server._process.ExitCode, error);
    }

    /// <summary>Starts one, and waits until it says where it serves.</summary>
    public static async Task<(ServerProcess Server, Uri Address)> StartAsync(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments)
    {
        var server = new ServerProcess(environment, arguments);
        while (await server._process.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            if (Regex.Match(line, @"Serving .* on (?<address>http://[0-9.:]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)) is { Success: true } match)
            {
                return (server, new Uri(match.Groups["address"].Value));
            }
        }

        server.Dispose();
        throw new InvalidOperationException("the server ended before it served");
    }

    /// <summary>Asks it to end, as a supervisor does, and returns its exit code.</summary>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.StandardOutput.ReadToEndAsync(Token);
        await _process.WaitForExitAsync(Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
