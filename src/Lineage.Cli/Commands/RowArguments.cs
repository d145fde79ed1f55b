using System.CommandLine;
using Lineage.Columnar.Comparing;

namespace Lineage.Cli.Commands;

/// <summary>How the rows of two files are told apart, as options.</summary>
internal sealed class RowArguments
{
    private readonly Option<string[]> _keys = new("--key") { Description = "A column of the key, by which rows of both files belong together; may be given several times.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _eventTime = new("--event-time") { Description = "The column of event times: says which time ranges differ, and spares reading the others again." };
    private readonly Option<int> _limit = new("--limit") { Description = "How many differing rows to show.", DefaultValueFactory = _ => 20 };

    public void AddTo(Command command)
    {
        command.Add(_keys);
        command.Add(_eventTime);
        command.Add(_limit);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_limit) < 0)
            {
                result.AddError("--limit must not be negative");
            }
        });
    }

    public RowComparisonOptions Of(Invocation run) => new()
    {
        Keys = [.. (run.Get(_keys) ?? []).Distinct(StringComparer.Ordinal)],
        EventTimeColumn = run.Get(_eventTime),
        MaxExamples = run.Get(_limit),
    };
}
