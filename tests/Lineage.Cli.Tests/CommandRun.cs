namespace Lineage.Cli.Tests;

/// <summary>Runs command lines in this process.</summary>
internal static class CommandRun
{
    /// <summary>An address that nobody listens on.</summary>
    public const string Nobody = "http://127.0.0.1:1";

    public static async Task<Outcome> InvokeAsync(
        string folder, string[] args, string input = "", Func<string, string?>? environment = null, string defaultServer = Nobody, CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var reader = new StringReader(input);
        var terminal = new Terminal(reader, output, error) { Folder = folder, Environment = environment ?? (_ => null), DefaultServer = defaultServer };
        var code = await CommandLine.InvokeAsync(args, terminal, cancellationToken);
        return new(code, output.ToString(), error.ToString());
    }
}
