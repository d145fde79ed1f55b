using System.CommandLine;

namespace Lineage.Cli.Commands;

/// <summary>The options of <c>lineage register</c>.</summary>
internal sealed class RegisterArguments
{
    public Option<string?> From { get; } = new("--from") { Description = "A JSON file with the resource's fields; - for standard input.", HelpName = "FILE" };

    public Option<string?> Data { get; } = new("--data")
    {
        Description = "The data, or a model's file: its place, fingerprint, profile and columns are filled in where they are not given.",
        HelpName = "FILE",
    };

    public Option<string[]> Set { get; } = new("--set") { Description = "One field; dots lead into messages and maps, and names of resources stand in full. May be repeated.", HelpName = "key=value" };

    public Option<string[]> Split { get; } = new("--split") { Description = "A split of a dataset version and its data. May be repeated.", HelpName = "id=FILE" };

    public Option<V1.BumpKind> Bump { get; } = new("--bump") { Description = "The part of the version to move, where the service makes it: PATCH, MINOR or MAJOR; default: derived.", HelpName = "PART" };

    public Option<string?> VersionHash { get; } = new("--version-hash") { Description = "The digest or commit that a HASH or HYBRID version is bound to.", HelpName = "HEX" };

    public Option<bool> ValidateOnly { get; } = new("--validate-only") { Description = "Say what would be registered (a version and why), and write nothing." };

    public Option<string?> RequestId { get; } = new("--request-id") { Description = "Makes repeating the command harmless: the same id gives the first result.", HelpName = "ID" };

    public FingerprintArguments Fingerprint { get; } = new(isForRegistering: true);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[From, Data, Set, Split, Bump, VersionHash, ValidateOnly, RequestId])
        {
            command.Add(option);
        }

        Fingerprint.AddTo(command);
    }
}
