using System.CommandLine;
using System.CommandLine.Parsing;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Incremental;
using Lineage.Columnar.Time;

namespace Lineage.Cli.Commands;

/// <summary>The options of <c>lineage hash</c>.</summary>
internal sealed class HashArguments
{
    public Argument<string[]> Files { get; } = new("FILE")
    {
        Description = "Parquet or Arrow files, folders of them, or patterns such as 'data/**/*.parquet': together one table.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public FingerprintArguments Kind { get; } = new(isForRegistering: false);

    public Option<string?> EventTime { get; } = new("--event-time") { Description = "The column of event times: also give time buckets.", HelpName = "COLUMN" };

    public Option<string?> KnownAt { get; } = new("--known-at") { Description = "The column of times from which rows were known, for --as-of.", HelpName = "COLUMN" };

    public Option<string[]> Keys { get; } = new("--key") { Description = "A column of the entity's key: also give entity buckets. May be repeated.", HelpName = "COLUMN" };

    public Option<string[]> AsOf { get; } = new("--as-of")
    {
        Description = "Also fingerprint the rows visible then: event time up to T, and known up to K where given. May be repeated.",
        HelpName = "T[,K]",
    };

    public Option<int> Threads { get; } = new("--threads") { Description = "How many threads work; default: one a processor.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" };

    public Option<string?> Manifest { get; } = new("--manifest")
    {
        Description = "Read only what is new since this file was written, and keep it up to date; exit code 1 where what was there is no longer the same.",
        HelpName = "FILE",
    };

    public Option<bool> TrustMetadata { get; } = new("--trust-metadata") { Description = "With --manifest: believe what files say of old parts, without a look at their bytes. Bytes rewritten in place go unseen." };

    public Option<bool> AcceptRewrite { get; } = new("--accept-rewrite") { Description = "With --manifest: let it follow a table that was rewritten." };

    public Option<string?> State { get; } = new("--state") { Description = "Write the state, which can be merged elsewhere.", HelpName = "FILE" };

    public Option<string[]> Merge { get; } = new("--merge") { Description = "Add the rows of these states, before those of files.", HelpName = "STATE", AllowMultipleArgumentsPerToken = true };

    public Option<string[]> Subtract { get; } = new("--subtract") { Description = "Take away the rows of these states.", HelpName = "STATE", AllowMultipleArgumentsPerToken = true };

    public Option<bool> Each { get; } = new("--each") { Description = "Every file is a table of its own." };

    public Option<bool> Profile { get; } = new("--profile") { Description = "Also profile the columns of a file." };

    public Option<bool> Remote { get; } = new("--remote") { Description = "The server reads the files, below its data roots." };

    public Option<bool> Upload { get; } = new("--upload") { Description = "The files are sent to the server, which keeps nothing of them." };

    private Option[] Located => [EventTime, KnownAt, Keys, AsOf];

    public void AddTo(Command command)
    {
        command.Add(Files);
        Kind.AddTo(command);
        foreach (var option in (Option[])[.. Located, Threads, Manifest, TrustMetadata, AcceptRewrite, State, Merge, Subtract, Each, Profile, Remote, Upload])
        {
            command.Add(option);
        }

        command.Validators.Add(Check);
    }

    /// <summary>Whether the command line says what kind of fingerprint to make.</summary>
    public bool SaysHow(Invocation run) => Located.Any(run.IsGiven) || Kind.IsGiven(run);

    /// <exception cref="CommandException">A time is none.</exception>
    public FingerprintOptions Of(Invocation run)
    {
        var kind = Kind.Of(run);
        return new()
        {
            Algorithm = kind.Algorithm == V1.FingerprintAlgorithm.Sha256 ? FingerprintAlgorithm.Sha256 : FingerprintAlgorithm.Fast,
            Order = kind.Order == V1.RowOrder.Ordered ? RowOrder.Ordered : RowOrder.Multiset,
            EventTimeColumn = run.Get(EventTime),
            KnownAtColumn = run.Get(KnownAt),
            EntityKeys = run.Get(Keys) ?? [],
            CutOffs = [.. (run.Get(AsOf) ?? []).Select(CutOffOf)],
        };
    }

    public IncrementalOptions IncrementalOf(Invocation run) => new()
    {
        Fingerprint = Of(run),
        TrustMetadata = run.Get(TrustMetadata),
        AcceptRewrite = run.Get(AcceptRewrite),
        Workers = run.Get(Threads),
    };

    private static CutOff CutOffOf(string text)
    {
        var times = text.Split(',');
        return times.Length > 2
            ? throw new CommandException($"--as-of {text}: must have the form T[,K]")
            : new(new EventTime(TimeOf(text, times[0])), times.Length == 2 ? new KnowledgeTime(TimeOf(text, times[1])) : null);
    }

    private static Instant TimeOf(string option, string text) =>
        Instant.TryParse(text, out var instant) || Instant.TryParse($"{text}T00:00:00Z", out instant)
            ? instant
            : throw new CommandException($"--as-of {option}: '{text}' is no date and no time such as 2026-11-01T00:00:00Z");

    private void Check(CommandResult result)
    {
        bool Given(Option option) => result.GetResult(option) is { Implicit: false };
        void Refuse(bool isWrong, string message)
        {
            if (isWrong)
            {
                result.AddError(message);
            }
        }

        var files = result.GetResult(Files) is { Tokens.Count: > 0 };
        var states = Given(Merge) || Given(Subtract);
        var local = Located.Concat([Manifest, State, Merge, Subtract]).Where(Given).Select(option => option.Name).ToList();
        var isRemote = result.GetValue(Remote) || result.GetValue(Upload);
        Refuse(!files && !states, "name a FILE, a folder or a pattern, or states with --merge");
        Refuse(!files && !Given(Merge) && states, "--subtract needs something to take away from: a FILE, or --merge");
        Refuse(result.GetValue(Remote) && result.GetValue(Upload), "--remote and --upload exclude each other");
        Refuse(isRemote && local.Count > 0, $"--remote and --upload do not go with {string.Join(", ", local)}");
        Refuse(isRemote && result.GetResult(Files) is { Tokens.Count: > 1 } && !Given(Each), "the server fingerprints one file at a time: add --each");
        Refuse(Given(Manifest) && states, "--manifest does not go with --merge and --subtract");
        Refuse(Given(Manifest) && !files, "--manifest needs a FILE, a folder or a pattern");
        Refuse(!Given(Manifest) && (Given(TrustMetadata) || Given(AcceptRewrite)), "--trust-metadata and --accept-rewrite need --manifest");
        Refuse(Given(Each) && (Given(Manifest) || Given(State) || states), "--each does not go with --manifest, --state, --merge and --subtract");
        Refuse(Given(Profile) && local.Count > 0, $"--profile does not go with {string.Join(", ", local)}");
        Refuse(Given(AsOf) && !Given(EventTime), "--as-of needs --event-time");
        Refuse(Given(AsOf) && !Given(KnownAt) && (result.GetValue(AsOf) ?? []).Any(text => text.Contains(',', StringComparison.Ordinal)), "--as-of T,K needs --known-at");
        Refuse(Given(Threads) && result.GetResult(Threads) is { Tokens: [{ Value: var text }] } && int.TryParse(text, out var threads) && threads < 1, "--threads: must be at least 1");
    }
}
