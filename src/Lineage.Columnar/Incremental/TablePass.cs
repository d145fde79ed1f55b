using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Incremental;

/// <summary>One look at a table: what its parts are, and the states of those that are new.</summary>
internal sealed class TablePass(FilesTableSource table, IncrementalOptions options, IProgress<ReadProgress>? progress)
{
    private readonly Lock _gate = new();
    private long _rows;
    private long _verified;

    private FingerprintAlgorithm Algorithm => options.Fingerprint.Algorithm;

    /// <summary>The parts of the table. Bytes are looked at wherever they are to be known by them, that is of all parts but those whose metadata is trusted.</summary>
    public async Task<CurrentPart[]> LookAsync(IReadOnlyDictionary<string, ManifestFile> before, CancellationToken ct)
    {
        var places = new PartPlace[table.Parts];
        for (var file = 0; file < table.Files.Count; file++)
        {
            var found = await WithFileAsync(file, open => PartPlaces.ReadAsync(open, Algorithm, ct), ct).ConfigureAwait(false);
            for (var i = 0; i < found.Count; i++)
            {
                places[table.FirstPartOf(file) + i] = found[i];
            }
        }

        var parts = new CurrentPart[places.Length];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, parts.Length),
            new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = ct },
            async (part, token) => parts[part] = await LookAsync(part, places[part], before, token).ConfigureAwait(false)).ConfigureAwait(false);
        return parts;
    }

    /// <summary>The states of some parts, decoded.</summary>
    public async Task<FingerprintState[]> ReadAsync(IReadOnlyList<int> parts, IReadOnlyList<CurrentPart> all, CancellationToken ct)
    {
        var states = new FingerprintState[parts.Count];
        if (states.Length == 0)
        {
            return states;
        }

        var rows = parts.Sum(part => all[part].Rows);
        Report(table.DeclaredRows - rows ?? 0);
        var scan = new PartScan<FingerprintBuilder>(new PartSelection(table, parts, rows), options.Workers, done => Report((table.DeclaredRows ?? rows) - rows + done))
        {
            Begin = (_, _, _) => ValueTask.FromResult(new FingerprintBuilder(table.Schema, options.Fingerprint, table.Description)),
            Append = static (builder, columns, count) => builder.Append(columns, count),
            End = (part, builder) => states[part] = builder.State,
        };
        await scan.RunAsync(ct).ConfigureAwait(false);
        return states;
    }

    private async ValueTask<CurrentPart> LookAsync(int part, PartPlace place, IReadOnlyDictionary<string, ManifestFile> before, CancellationToken ct)
    {
        var file = table.FileOf(part);
        var (name, number) = (table.Files[file].Name, part - table.FirstPartOf(file));
        if (options.TrustMetadata && Known(before, name, number) is { } known && known.IsAt(place))
        {
            return new(name, number, known, place.Rows);
        }

        // The digest comes before the decoding: a part that is rewritten in between is kept with a digest that it does not have any more, and so is seen the next time.
        var digest = await WithFileAsync(file, open => Task.FromResult(EvidenceDigest.Of(Algorithm, open.Bytes, place.Ranges, ct)), ct).ConfigureAwait(false);
        var evidence = new PartEvidence(place.Metadata, place.Offset, place.Length, digest);
        if (Known(before, name, number) == evidence)
        {
            Report(Interlocked.Add(ref _verified, place.Rows));
        }

        return new(name, number, evidence, place.Rows);
    }

    /// <summary>The evidence of the part that stood in a place.</summary>
    private static PartEvidence? Known(IReadOnlyDictionary<string, ManifestFile> before, string name, int number) =>
        before.TryGetValue(name, out var file) && number < file.Parts.Count ? file.Parts[number].Evidence : null;

    private async Task<T> WithFileAsync<T>(int file, Func<OpenTableFile, Task<T>> look, CancellationToken ct)
    {
        var open = await table.TakeAsync(file, ct).ConfigureAwait(false);
        try
        {
            return await look(open).ConfigureAwait(false);
        }
        finally
        {
            await table.ReturnAsync(open).ConfigureAwait(false);
        }
    }

    private void Report(long rows)
    {
        lock (_gate)
        {
            _rows = Math.Max(_rows, rows);
            progress?.Report(new(_rows, table.DeclaredRows));
        }
    }
}
