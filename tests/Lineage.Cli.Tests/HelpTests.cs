using System.CommandLine;
using System.CommandLine.Parsing;

namespace Lineage.Cli.Tests;

public sealed class HelpTests
{
    private static RootCommand Root => CommandLine.Root(new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Commands => [.. Root.Subcommands.SelectMany(c => c.Subcommands.Select(s => $"{c.Name} {s.Name}").Prepend(c.Name))];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_OfEveryCommand_ShowsExamples(string command)
    {
        var outcome = await CommandRun.InvokeAsync(Path.GetTempPath(), [.. command.Split(' '), "--help"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((ExitCodes.Fine, string.Empty), (outcome.Code, outcome.Error));
        Assert.Contains($"Examples:{Environment.NewLine}  ", outcome.Out, StringComparison.Ordinal);
        Assert.Contains($"lineage {command}", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Examples_OfEveryCommand_Parse(string command)
    {
        var examples = ((CliCommand)Root.Parse(command).CommandResult.Command).Examples;

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(Root.Parse([.. CommandLineParser.SplitCommandLine(example[example.IndexOf("lineage ", StringComparison.Ordinal)..].Replace('\'', '"')).Skip(1)]).Errors));
    }

    [Fact]
    public async Task Help_OfTheRoot_NamesTheExitCodes()
    {
        var outcome = await CommandRun.InvokeAsync(Path.GetTempPath(), ["--help"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ExitCodes.Fine, outcome.Code);
        Assert.Contains("Exit codes: 0 fine, 1 verdict negative, 2 wrong usage or input, 3 unavailable", outcome.Out, StringComparison.Ordinal);
    }
}
