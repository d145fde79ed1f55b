using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Lineage.Storage.Sqlite.CrashWriter;

namespace Lineage.Storage.Sqlite.Tests.Durability;

/// <summary>A child process that commits without end and is killed.</summary>
internal sealed class CrashWriterProcess : IDisposable
{
    private readonly Process _process;

    private CrashWriterProcess(Process process) => _process = process;

    public static CrashWriterProcess Start(string database, int first, int writers)
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        string[] arguments =
            [typeof(NumberedCommit).Assembly.Location, database, first.ToString(CultureInfo.InvariantCulture), writers.ToString(CultureInfo.InvariantCulture)];
        return new CrashWriterProcess(Process.Start(new ProcessStartInfo(host, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!);
    }

    /// <summary>The next acknowledged number; null when the process has ended and said everything.</summary>
    public async Task<int?> ReadAsync(CancellationToken cancellationToken) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line && line.EndsWith('.') ? int.Parse(line[..^1], CultureInfo.InvariantCulture) : null;

    /// <summary>Kills the process, as <c>kill -9</c> does, and returns what else it had acknowledged.</summary>
    public async Task<List<int>> KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        var rest = new List<int>();
        while (await ReadAsync(cancellationToken) is { } number)
        {
            rest.Add(number);
        }

        await _process.WaitForExitAsync(cancellationToken);
        return rest;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
