namespace Lineage.Cli;

/// <summary>A command that cannot go on; the message is one line that names what is wrong and where.</summary>
internal sealed class CommandException(string message, int exitCode = ExitCodes.Usage) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
