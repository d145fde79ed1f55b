using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>
/// One mutated file, made by its seed alone, as is the number of workers that read it. Reading it to a fingerprint must give one, of as many rows as the file declares, or a <see cref="TableFormatException"/>, and within bounds of memory and
/// of reads. A fuzzer that is led by coverage would need instrumented binaries; this one knows the formats instead.
/// </summary>
internal sealed class FuzzCase
{
    private const int MaxReads = 20_000;
    private const int MaxWorkers = 4;
    private static readonly ReadLimits Limits = new() { MaxRowGroupBytes = 1 << 23, MaxPageBytes = 1 << 22, MaxMetadataBytes = 1 << 20 };
    private readonly int _seed;
    private readonly int _workers;

    public FuzzCase(IReadOnlyList<byte[]> corpus, int seed)
    {
        _seed = seed;
        var random = new Random(seed);
        var original = corpus[random.Next(corpus.Count)];
        var isParquet = original.AsSpan().StartsWith("PAR1"u8);
        Bytes = random.Next(3) == 0 ? ByteMutator.Mutate(original, corpus[random.Next(corpus.Count)], random)
            : isParquet ? ParquetMutator.Mutate(original, random)
            : ArrowMutator.Mutate(original, random);
        _workers = random.Next(1, MaxWorkers + 1);
    }

    /// <summary>Bytes that a reading may allocate: a few times what the limits let it hold at once.</summary>
    public static long Budget => 16 * Limits.MaxRowGroupBytes;

    public byte[] Bytes { get; }

    /// <summary>What is wrong with how the file was read; null where nothing is.</summary>
    /// <param name="allocated">The bytes that were allocated so far, by all threads: several may read, and the reading may go on in another than it began in.</param>
    public async Task<FuzzOutcome> RunAsync(Func<long> allocated, CancellationToken ct)
    {
        var before = allocated();
        var read = false;
        string? fault = null;
        try
        {
            await using var source = await TableSource.OpenAsync(new CountedStream(Bytes, MaxReads), "fuzzed", Limits, ct);
            var fingerprint = await Fingerprinter.ComputeAsync(source, new(), _workers, new BatchBound(), ct);
            read = true;
            fault = source.DeclaredRows is { } declared && declared != fingerprint.Rows ? $"declares {declared} rows, and has a digest of {fingerprint.Rows}" : null;
        }
        catch (TableFormatException)
        {
            // One of the two right answers.
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            fault = e.ToString();
        }

        var bytes = allocated() - before;
        fault ??= bytes > Budget ? $"allocated {bytes} bytes of {Budget}" : null;
        return new(read, bytes, fault is null ? null : $"seed {_seed}: {fault}");
    }

    /// <summary>Ends a reading that yields batches without end.</summary>
    private sealed class BatchBound : IProgress<ReadProgress>
    {
        private int _batches;

        public void Report(ReadProgress value)
        {
            if (++_batches > MaxReads)
            {
                throw new InvalidOperationException($"more than {MaxReads} batches");
            }
        }
    }
}
