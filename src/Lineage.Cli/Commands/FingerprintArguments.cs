using System.CommandLine;
using Lineage.Cli.Output;
using Lineage.Client;
using Lineage.Columnar.Fingerprinting;

namespace Lineage.Cli.Commands;

/// <summary>How fingerprints are made, as options; and files of this machine, with a bar where it takes long.</summary>
internal sealed class FingerprintArguments
{
    private const string Fast = "fast";
    private const string Sha256 = "sha256";

    private readonly Option<string> _algorithm;

    public FingerprintArguments(bool isForRegistering)
    {
        _algorithm = new Option<string>("--algorithm")
        {
            Description = isForRegistering ? "sha256 (what certificates are bound to) or fast." : "fast (128 bits, finds changes) or sha256 (for audit).",
            DefaultValueFactory = _ => isForRegistering ? Sha256 : Fast,
        };
        _algorithm.AcceptOnlyFromAmong(Fast, Sha256);
        Ordered = new Option<bool>("--ordered") { Description = "The order of rows matters." };
    }

    private Option<bool> Ordered { get; }

    public void AddTo(Command command)
    {
        command.Add(_algorithm);
        command.Add(Ordered);
    }

    /// <summary>Whether any is given.</summary>
    public bool IsGiven(Invocation run) => run.IsGiven(_algorithm) || run.IsGiven(Ordered);

    public V1.FingerprintOptions Of(Invocation run) => new()
    {
        Algorithm = run.Get(_algorithm) == Sha256 ? V1.FingerprintAlgorithm.Sha256 : V1.FingerprintAlgorithm.Fast,
        Order = run.Get(Ordered) ? V1.RowOrder.Ordered : V1.RowOrder.Multiset,
    };

    /// <summary>Fingerprints and profiles a file of this machine.</summary>
    public static Task<V1.TableDescription> DescribeAsync(Invocation run, string file, V1.FingerprintOptions options, CancellationToken cancellationToken) =>
        ProgressBar.RunAsync(
            run.Terminal,
            Path.GetFileName(file),
            progress => LineageClient.FingerprintFileAsync(run.Terminal.PathOf(file), options, progress.Of<ReadProgress>(Rows), cancellationToken));

    /// <summary>Rows as an amount.</summary>
    public static Amount Rows(ReadProgress progress) => new($"{Words.Count(progress.Rows)} rows", progress.Rows, progress.TotalRows);
}
