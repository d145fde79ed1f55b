using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Incremental;

/// <summary>Fingerprints tables of files that grow, at the cost of what is new, and says where what was there is no longer the same.</summary>
public static class IncrementalFingerprinter
{
    /// <summary>
    /// Fingerprints a table with the manifest in a file, which is written where there is none, and again where the table grew. A manifest of a table that was rewritten stays, unless the options accept that.
    /// Two runs at once do no harm: one of the two manifests stays, whole.
    /// </summary>
    /// <exception cref="ManifestException">The manifest is damaged, or one of other options or another schema; it stays as it is.</exception>
    /// <exception cref="TableFormatException">The table cannot be read to its end; the manifest stays as it is.</exception>
    /// <exception cref="ArgumentException">The options name a column that is not there, contradict each other, or ask for ordered SHA-256.</exception>
    /// <exception cref="IOException">A file or the manifest cannot be read or written.</exception>
    public static async Task<IncrementalResult> RunAsync(
        FilesTableSource table, string manifestPath, IncrementalOptions options, IProgress<ReadProgress>? progress = null, CancellationToken ct = default)
    {
        FingerprintManifest? before = null;
        if (File.Exists(manifestPath))
        {
            before = await FingerprintManifest.ReadAsync(manifestPath, ct).ConfigureAwait(false);
        }

        var result = await ComputeAsync(table, before, options, progress, ct).ConfigureAwait(false);
        var writes = result.Verdict is IncrementalVerdict.Created or IncrementalVerdict.Appended || (result.Verdict == IncrementalVerdict.Rewritten && options.AcceptRewrite);
        if (writes)
        {
            await result.Manifest.WriteAsync(manifestPath, ct).ConfigureAwait(false);
        }

        return result with { IsManifestWritten = writes };
    }

    /// <summary>As <see cref="RunAsync"/>, with a manifest in memory.</summary>
    /// <param name="table">The table as it is.</param>
    /// <param name="before">The manifest of the table as it was; null where there is none.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told the rows that are done; those of known parts count at once.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="ManifestException">The manifest is one of other options or another schema.</exception>
    /// <exception cref="TableFormatException">The table cannot be read to its end.</exception>
    /// <exception cref="ArgumentException">The options name a column that is not there, contradict each other, or ask for ordered SHA-256.</exception>
    public static async Task<IncrementalResult> ComputeAsync(
        FilesTableSource table, FingerprintManifest? before, IncrementalOptions options, IProgress<ReadProgress>? progress = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Workers, 1);
        if (!FingerprintState.CanAdd(options.Fingerprint))
        {
            throw new ArgumentException("An ordered SHA-256 fingerprint is a chain over all rows: it has no states of parts that a manifest could keep.", nameof(options));
        }

        var total = new FingerprintBuilder(table.Schema, options.Fingerprint, table.Description).State;
        var empty = FingerprintState.FromBytes(total.ToBytes());
        ManifestKind.Check(before, empty);
        var pass = new TablePass(table, options, progress);
        var parts = await pass.LookAsync(before?.Files.ToDictionary(file => file.Name) ?? [], ct).ConfigureAwait(false);
        var matches = new PartMatches(before, parts, options.Fingerprint.Order);
        int[] unknown = [.. Enumerable.Range(0, parts.Length).Where(part => matches.KnownAs(part) is null)];
        var read = await pass.ReadAsync(unknown, parts, ct).ConfigureAwait(false);
        var states = Enumerable.Range(0, parts.Length).Select(part => matches.KnownAs(part)?.Part.State).ToArray();
        for (var i = 0; i < read.Length; i++)
        {
            states[unknown[i]] = read[i];
        }

        foreach (var state in states)
        {
            total.Add(state!);
        }

        return Tell(before, matches, parts, states!, total, ManifestOf(table, empty, parts, states!)) with
        {
            PartsReused = parts.Length - unknown.Length,
            PartsRead = unknown.Length,
        };
    }

    private static IncrementalResult Tell(
        FingerprintManifest? before, PartMatches matches, CurrentPart[] parts, FingerprintState[] states, FingerprintState total, FingerprintManifest manifest)
    {
        var changes = PartChanges.Of(matches, parts, states);
        var successors = Enumerable.Range(0, matches.Before.Count).Select(matches.SuccessorOf).OfType<int>().ToHashSet();
        var appended = Enumerable.Range(0, parts.Length).Where(part => matches.KnownAs(part) is null && !successors.Contains(part)).ToList();
        var fingerprint = total.Finish();
        return new()
        {
            Fingerprint = fingerprint,
            State = total,
            Verdict = before is null ? IncrementalVerdict.Created
                : changes.Count > 0 ? IncrementalVerdict.Rewritten
                : appended.Count > 0 ? IncrementalVerdict.Appended
                : IncrementalVerdict.Unchanged,
            PartsReused = 0,
            PartsRead = 0,
            RowsAppended = appended.Sum(part => states[part].Rows),
            Changes = changes,
            Difference = changes.Count > 0 ? FingerprintComparison.Compare(before!.Finish(), fingerprint) : null,
            Manifest = manifest,
        };
    }

    private static FingerprintManifest ManifestOf(FilesTableSource table, FingerprintState empty, CurrentPart[] parts, FingerprintState[] states)
    {
        var files = new ManifestFile[table.Files.Count];
        for (var i = 0; i < files.Length; i++)
        {
            var first = table.FirstPartOf(i);
            var end = i + 1 < files.Length ? table.FirstPartOf(i + 1) : parts.Length;
            var (length, lastWritten) = table.SizeAndTimeOf(i);
            files[i] = new(table.Files[i].Name, length, lastWritten, [.. Enumerable.Range(first, end - first).Select(part => new ManifestPart(parts[part].Evidence, states[part]))]);
        }

        return new(empty, files);
    }
}
