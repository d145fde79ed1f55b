using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Lineage.Columnar.CrashWriter;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>A child process that writes tables and is killed.</summary>
internal sealed class CrashWriterProcess : IDisposable
{
    private readonly Process _process;

    private CrashWriterProcess(Process process) => _process = process;

    public static CrashWriterProcess Start(string path, TableFormat format, int first, bool stopsMidway = false)
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        string[] arguments = [typeof(NumberedTable).Assembly.Location, path, format.ToString(), first.ToString(CultureInfo.InvariantCulture), .. stopsMidway ? ["midway"] : (string[])[]];
        return new CrashWriterProcess(Process.Start(new ProcessStartInfo(host, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false })!);
    }

    /// <summary>The next word; null when the process has ended and said everything.</summary>
    public async Task<string?> ReadAsync(CancellationToken ct) => await _process.StandardOutput.ReadLineAsync(ct) is { } line && line.EndsWith('.') ? line[..^1] : null;

    /// <summary>Kills the process, as <c>kill -9</c> does, and returns what else it had said.</summary>
    public async Task<List<string>> KillAsync(CancellationToken ct)
    {
        _process.Kill();
        var rest = new List<string>();
        while (await ReadAsync(ct) is { } word)
        {
            rest.Add(word);
        }

        await _process.WaitForExitAsync(ct);
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
