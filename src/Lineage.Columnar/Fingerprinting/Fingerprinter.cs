using Lineage.Columnar.Profiling;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// Reads whole tables, once: their parts by several threads, by default as many as there are processors. How many never changes the result or the error.
/// </summary>
public static class Fingerprinter
{
    /// <summary>The fingerprint of a table.</summary>
    /// <exception cref="TableFormatException">The table cannot be read to its end; there is never a fingerprint of a part.</exception>
    public static Task<TableFingerprint> ComputeAsync(
        ITableSource source, FingerprintOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken ct = default) =>
        ComputeAsync(source, options, Environment.ProcessorCount, progress, ct);

    /// <summary>The fingerprint of a table.</summary>
    /// <param name="source">The table.</param>
    /// <param name="options">What kind of fingerprint to make.</param>
    /// <param name="workers">How many threads may work at once, at least 1. Memory grows with them.</param>
    /// <param name="progress">Told the rows after each batch, by one thread at a time; the rows never fall.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="TableFormatException">
    /// The table cannot be read to its end; there is never a fingerprint of a part. Where several parts cannot be read, it is the error of the first.
    /// </exception>
    public static async Task<TableFingerprint> ComputeAsync(
        ITableSource source, FingerprintOptions? options, int workers, IProgress<ReadProgress>? progress = null, CancellationToken ct = default) =>
        (await ComputeStateAsync(source, options, workers, progress, ct).ConfigureAwait(false)).Finish();

    /// <summary>The state of a table, which states of other rows can be added to.</summary>
    /// <inheritdoc cref="ComputeAsync(ITableSource, FingerprintOptions?, int, IProgress{ReadProgress}?, CancellationToken)"/>
    public static async Task<FingerprintState> ComputeStateAsync(
        ITableSource source, FingerprintOptions? options, int workers, IProgress<ReadProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        options ??= new();
        FingerprintBuilder NewBuilder() => new(source.Schema, options, source.Description);
        if (options.Order == RowOrder.Ordered)
        {
            var ordered = await GatherInOrderAsync(
                source,
                workers,
                options,
                NewBuilder,
                static (builder, columns, rows) => builder.Append(columns, rows),
                static (all, next) => all.Merge(next),
                progress,
                ct).ConfigureAwait(false);
            return ordered.State;
        }

        // Each thread has its own builder, since sums do not mind which rows went where.
        var builders = new FingerprintBuilder?[workers];
        var scan = new PartScan<FingerprintBuilder>(source, workers, Reports(source, progress))
        {
            Begin = (worker, _, _) => ValueTask.FromResult(builders[worker] ??= NewBuilder()),
            Append = static (builder, columns, rows) => builder.Append(columns, rows),
        };
        await scan.RunAsync(ct).ConfigureAwait(false);
        var whole = builders[0] ?? NewBuilder();
        foreach (var other in builders.Skip(1).OfType<FingerprintBuilder>())
        {
            whole.Merge(other);
        }

        return whole.State;
    }

    /// <summary>The fingerprint and the profile of a table, in one pass.</summary>
    /// <exception cref="TableFormatException">The table cannot be read to its end.</exception>
    public static async Task<TableDescription> DescribeAsync(
        ITableSource source, FingerprintOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken ct = default)
    {
        options ??= new();

        // The moments of a profile are sums of doubles, so their parts are added in order even where the fingerprint would not mind.
        var (fingerprint, profile) = await GatherInOrderAsync(
            source,
            Environment.ProcessorCount,
            options,
            () => (Fingerprint: new FingerprintBuilder(source.Schema, options, source.Description), Profile: new ProfileBuilder(source.Schema, source.Description)),
            static (part, columns, rows) =>
            {
                part.Fingerprint.Append(columns, rows);
                part.Profile.Append(columns, rows);
            },
            static (all, next) =>
            {
                all.Fingerprint.Merge(next.Fingerprint);
                all.Profile.Merge(next.Profile);
            },
            progress,
            ct).ConfigureAwait(false);
        return new(fingerprint.Finish(), profile.Finish()) { State = fingerprint.State };
    }

    private static async Task<TState> GatherInOrderAsync<TState>(
        ITableSource source,
        int workers,
        FingerprintOptions options,
        Func<TState> create,
        Action<TState, Canonical.CanonicalColumn[], int> append,
        Action<TState, TState> merge,
        IProgress<ReadProgress>? progress,
        CancellationToken ct)
    {
        if (!FingerprintState.CanAdd(options))
        {
            // A chain of digests cannot be cut into parts.
            var chain = create();
            var sequence = new PartScan<TState>(source, workers, Reports(source, progress)) { IsSequential = true, Begin = (_, _, _) => ValueTask.FromResult(chain), Append = append };
            await sequence.RunAsync(ct).ConfigureAwait(false);
            return chain;
        }

        var parts = new OrderedParts<TState>(2 * workers, create, merge);
        var scan = new PartScan<TState>(source, workers, Reports(source, progress)) { Begin = parts.BeginAsync, Append = append, End = parts.End };
        await scan.RunAsync(ct).ConfigureAwait(false);
        return parts.Whole();
    }

    private static Action<long> Reports(ITableSource source, IProgress<ReadProgress>? progress) => rows => progress?.Report(new(rows, source.DeclaredRows));
}
