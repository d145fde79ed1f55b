using Lineage.Cli.Output;
using Lineage.Client;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Incremental;
using Lineage.Columnar.Reading;

namespace Lineage.Cli.Commands;

/// <summary>Fingerprints tables of this machine.</summary>
internal sealed class TableHash(Invocation run, HashArguments arguments)
{
    /// <summary>The table of some paths, with the states that the command line names.</summary>
    /// <exception cref="CommandException">Something that the command line names is not there or does not fit.</exception>
    public async Task<HashedTable> RunAsync(string[] paths, CancellationToken cancellationToken)
    {
        var start = run.Terminal.Clock.GetTimestamp();
        await using var table = paths.Length == 0 ? null : await FilesTableSource.OpenAsync(Find(paths), ct: cancellationToken);
        try
        {
            return await RunAsync(string.Join(' ', paths), table, cancellationToken) with { Elapsed = run.Terminal.Clock.GetElapsedTime(start) };
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(Plain(wrong));
        }
    }

    /// <summary>A file with the profile of its columns.</summary>
    public async Task<HashedTable> ProfileAsync(string path, CancellationToken cancellationToken)
    {
        var start = run.Terminal.Clock.GetTimestamp();
        var description = await FingerprintArguments.DescribeAsync(run, path, arguments.Kind.Of(run), cancellationToken);
        return new()
        {
            Title = path,
            Fingerprint = description.Fingerprint,
            Profile = description.Profile,
            Files = 1,
            Bytes = new FileInfo(run.Terminal.PathOf(path)).Length,
            Elapsed = run.Terminal.Clock.GetElapsedTime(start),
        };
    }

    /// <summary>The files that paths name.</summary>
    /// <exception cref="CommandException">A path is empty, or names a file twice.</exception>
    public IReadOnlyList<TableFile> Find(string[] paths)
    {
        try
        {
            return TableFiles.Find([.. paths.Select(path => path.Length == 0 ? path : Path.Combine(run.Terminal.Folder, path))]);
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(Plain(wrong));
        }
    }

    private async Task<HashedTable> RunAsync(string title, FilesTableSource? table, CancellationToken cancellationToken)
    {
        IncrementalResult? incremental = null;
        FingerprintState state;
        if (table is not null && run.Get(arguments.Manifest) is { } manifest)
        {
            incremental = await WithManifestAsync(table, manifest, cancellationToken);
            state = incremental.State;
        }
        else
        {
            state = await StateAsync(table, cancellationToken);
        }

        if (run.Get(arguments.State) is { } file)
        {
            await ReplacedFile.WriteAsync(run.Terminal.PathOf(file), state.ToBytes(), cancellationToken);
        }

        var fingerprint = incremental?.Fingerprint ?? state.Finish();
        return new()
        {
            Title = title.Length > 0 ? title : "merged states",
            Local = fingerprint,
            Fingerprint = LineageClient.MessageOf(fingerprint),
            Files = table?.Files.Count ?? 0,
            Bytes = table?.Bytes,
            Elapsed = default,
            Incremental = incremental,
        };
    }

    private async Task<IncrementalResult> WithManifestAsync(FilesTableSource table, string manifest, CancellationToken cancellationToken)
    {
        try
        {
            return await WatchAsync(table, progress => IncrementalFingerprinter.RunAsync(table, run.Terminal.PathOf(manifest), arguments.IncrementalOf(run), progress, cancellationToken));
        }
        catch (ManifestException wrong)
        {
            throw new CommandException($"{manifest}: {wrong.Message}");
        }
    }

    private async Task<FingerprintState> StateAsync(FilesTableSource? table, CancellationToken cancellationToken)
    {
        FingerprintState? sum = null;
        foreach (var file in run.Get(arguments.Merge) ?? [])
        {
            var state = await ReadAsync(file, cancellationToken);
            sum = sum is null ? state : Combine(file, sum, state, static (all, part) => all.Add(part));
        }

        if (table is not null)
        {
            var options = sum is null || arguments.SaysHow(run) ? arguments.Of(run) : sum.Options;
            var state = await WatchAsync(table, progress => Fingerprinter.ComputeStateAsync(table, options, run.Get(arguments.Threads), progress, cancellationToken));
            sum = sum is null ? state : Combine(table.Description, sum, state, static (all, part) => all.Add(part));
        }

        foreach (var file in run.Get(arguments.Subtract) ?? [])
        {
            sum = Combine(file, sum!, await ReadAsync(file, cancellationToken), static (all, part) => all.Subtract(part));
        }

        return sum!;
    }

    private async Task<FingerprintState> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return FingerprintState.FromBytes(await File.ReadAllBytesAsync(run.Terminal.PathOf(file), cancellationToken));
        }
        catch (InvalidDataException wrong)
        {
            throw new CommandException($"{file}: {wrong.Message}");
        }
    }

    private static FingerprintState Combine(string file, FingerprintState all, FingerprintState part, Action<FingerprintState, FingerprintState> combine)
    {
        try
        {
            combine(all, part);
            return all;
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            throw new CommandException($"{file}: {Plain(wrong)}");
        }
    }

    private Task<T> WatchAsync<T>(FilesTableSource table, Func<IProgress<ReadProgress>, Task<T>> work)
    {
        var rates = new ReadingRates(run.Terminal.Clock, table.Bytes);
        return ProgressBar.RunAsync(run.Terminal, table.Description, progress => work(progress.Of<ReadProgress>(rates.Of)));
    }

    /// <summary>The message without the name of the parameter that .NET puts behind it.</summary>
    private static string Plain(Exception wrong) => wrong is ArgumentException { ParamName: { } name } ? wrong.Message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal) : wrong.Message;
}
