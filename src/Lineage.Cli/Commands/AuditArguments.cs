using System.CommandLine;
using Lineage.Cli.Registering;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Lineage.Cli.Commands;

/// <summary>The options of <c>lineage audit</c>.</summary>
internal sealed class AuditArguments
{
    /// <summary>The offending rows shown for each feature, where no number is given.</summary>
    public const int ShownFindings = 5;

    private const string ByLabelTime = "label-time";

    private readonly Option<string?> _from = new("--from") { Description = "A JSON file with an AuditTableRequest, for what has no option; - for standard input.", HelpName = "FILE" };
    private readonly Option<string?> _table = new("--table") { Description = "The table, below the server's data roots.", HelpName = "PATH" };
    private readonly Option<string[]> _keys = new("--key") { Description = "A key column of the table. May be repeated.", HelpName = "COLUMN" };
    private readonly Option<string?> _labelTime = new("--label-time") { Description = "The column with the time of each label.", HelpName = "COLUMN" };
    private readonly Option<string?> _label = new("--label") { Description = "The column with the label.", HelpName = "COLUMN" };
    private readonly Option<string[]> _histories = new("--history")
    {
        Description = "A feature set version, and the file with its history where it is not the registered one. May be repeated.",
        HelpName = "VERSION[=PATH]",
    };

    private readonly Option<string?> _knowledge = new("--knowledge")
    {
        Description = "Bound cells by knowledge time too: 'label-time' for what was known at each row's own time, or one instant for all rows.",
        HelpName = "label-time|TIME",
    };

    private readonly Option<bool> _exclusive = new("--exclusive") { Description = "A value with the label's own time is not visible." };
    private readonly Option<int> _findings = new("--max-findings") { Description = "Offending rows kept for each feature; default 10, at most 1,000." };
    private readonly Option<bool> _certificate = new("--store-certificate") { Description = "Store the result as a certificate of the dataset version." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_from, _table, _keys, _labelTime, _label, _histories, _knowledge, _exclusive, _findings, _certificate])
        {
            command.Add(option);
        }
    }

    /// <summary>The file's request, with what the command line says over it.</summary>
    public async Task<V1.AuditTableRequest> RequestAsync(Invocation run, string? datasetVersion, CancellationToken cancellationToken)
    {
        var file = run.Get(_from);
        var request = ResourceFile.Parse<V1.AuditTableRequest>(await ResourceFile.ReadAsync(run.Terminal, file, cancellationToken), file);
        request.DatasetVersion = datasetVersion is null ? request.DatasetVersion : Names.Full(datasetVersion);
        request.Path = run.Get(_table) ?? request.Path;
        request.LabelTimeColumn = run.Get(_labelTime) ?? request.LabelTimeColumn;
        request.LabelColumn = run.Get(_label) ?? request.LabelColumn;
        request.ExclusiveEventTime |= run.Get(_exclusive);
        request.StoreCertificate |= run.Get(_certificate);
        request.MaxFindings = run.Get(_findings) is > 0 and var findings ? findings : request.MaxFindings;
        if (run.Get(_keys) is { Length: > 0 } keys)
        {
            request.EntityKeys.Clear();
            request.EntityKeys.Add(keys);
        }

        request.Histories.Add((run.Get(_histories) ?? []).Select(History));
        SetKnowledge(request, run.Get(_knowledge));
        return request.DatasetVersion.Length > 0 || request.Path.Length > 0 ? request : throw new CommandException("name a DATASET_VERSION, or the table with --table");
    }

    private static V1.FeatureHistory History(string text)
    {
        var parts = text.Split('=', 2);
        return new() { FeatureSetVersion = parts[0].Length == 0 ? string.Empty : Names.Full(parts[0]), Path = parts.Length > 1 ? parts[1] : string.Empty };
    }

    private static void SetKnowledge(V1.AuditTableRequest request, string? knowledge)
    {
        if (knowledge is null)
        {
            return;
        }

        request.KnowledgeRule = knowledge == ByLabelTime ? V1.KnowledgeRule.LabelTime : V1.KnowledgeRule.Fixed;
        request.KnownAt = knowledge == ByLabelTime ? null
            : DateTimeOffset.TryParse(knowledge, null, System.Globalization.DateTimeStyles.AssumeUniversal, out var time) ? Timestamp.FromDateTimeOffset(time)
            : throw new CommandException($"--knowledge {knowledge}: must be '{ByLabelTime}' or a time such as 2026-11-01T00:00:00Z");
    }
}
