namespace Lineage.Cli.Tests.Demo;

/// <summary>What a command line did.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);
