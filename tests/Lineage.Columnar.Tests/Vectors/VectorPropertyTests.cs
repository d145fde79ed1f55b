using Apache.Arrow;
using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Tests.Vectors;

/// <summary>What a fingerprint does not depend on, on every vector.</summary>
public sealed class VectorPropertyTests
{
    private const int Longest = 64;

    public static TheoryData<string> Files => VectorFiles.All;

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Append_RowsInAnyOrder_LeavesTheMultiset(string file)
    {
        var batches = await ReadAsync(file);
        var rows = batches.SelectMany(batch => Chunks(batch, 1)).ToArray();
        new Random(11).Shuffle(rows);

        AssertExpected(file, batches, builder => AppendAll(builder, rows), FingerprintAlgorithm.Fast, FingerprintAlgorithm.Sha256);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Append_BatchesOfAnySize_LeavesTheFingerprint(string file)
    {
        var batches = await ReadAsync(file);
        foreach (var size in (int[])[1, 3, 7, int.MaxValue])
        {
            AssertExpected(
                file, batches, builder => AppendAll(builder, batches.SelectMany(batch => Chunks(batch, size))), FingerprintAlgorithm.Fast, FingerprintAlgorithm.Sha256);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Append_SlicesOfSlices_LeavesTheMultiset(string file)
    {
        var batches = await ReadAsync(file);
        for (var offset = 0; offset <= Longest; offset += 1 + offset)
        {
            var slices = batches.SelectMany(batch => (RecordBatch[])[Slice(batch, 0, offset), .. Chunks(Slice(batch, offset, int.MaxValue), 5)]);
            AssertExpected(file, batches, builder => AppendAll(builder, slices), FingerprintAlgorithm.Fast, FingerprintAlgorithm.Sha256);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Merge_OfTwoParts_IsTheWhole(string file)
    {
        var batches = await ReadAsync(file);
        foreach (var options in (FingerprintOptions[])[new(), new() { Order = RowOrder.Ordered }, new() { Algorithm = FingerprintAlgorithm.Sha256 }])
        {
            var (first, second) = (Builder(batches, options), Builder(batches, options));
            AppendAll(first, batches.Select(batch => Slice(batch, 0, batches.Length > 1 ? int.MaxValue : batch.Length / 3)).Take((batches.Length + 1) / 2));
            AppendAll(second, batches.Length > 1 ? batches.Skip((batches.Length + 1) / 2) : batches.Select(batch => Slice(batch, batch.Length / 3, int.MaxValue)));

            first.Merge(second);

            Assert.Equal(Expected(file, options), first.Finish().ToString());
        }
    }

    private static void AssertExpected(string file, RecordBatch[] batches, Action<FingerprintBuilder> append, params FingerprintAlgorithm[] algorithms)
    {
        foreach (var algorithm in algorithms)
        {
            var options = new FingerprintOptions { Algorithm = algorithm };
            var builder = Builder(batches, options);
            append(builder);
            Assert.Equal(Expected(file, options), builder.Finish().ToString());
        }
    }

    private static string Expected(string file, FingerprintOptions options) => (options.Algorithm, options.Order) switch
    {
        (FingerprintAlgorithm.Fast, RowOrder.Multiset) => VectorFiles.Entries[file].Expected.Fast,
        (FingerprintAlgorithm.Fast, _) => VectorFiles.Entries[file].Expected.FastOrdered,
        (_, RowOrder.Multiset) => VectorFiles.Entries[file].Expected.Sha256,
        _ => VectorFiles.Entries[file].Expected.Sha256Ordered,
    };

    /// <summary>The batches of a file; one without rows where there is none, for its schema.</summary>
    private static async Task<RecordBatch[]> ReadAsync(string file)
    {
        await using var source = await VectorFiles.OpenAsync(file);
        var batches = new List<RecordBatch>();
        await foreach (var batch in source.ReadAsync(null, TestContext.Current.CancellationToken))
        {
            batches.Add(batch);
        }

        return batches.Count > 0 ? [.. batches] : [new RecordBatch(source.Schema, source.Schema.FieldsList.Select(_ => (IArrowArray)null!), 0)];
    }

    private static FingerprintBuilder Builder(RecordBatch[] batches, FingerprintOptions options) => new(batches[0].Schema, options, "vector");

    private static void AppendAll(FingerprintBuilder builder, IEnumerable<RecordBatch> batches)
    {
        foreach (var batch in batches.Where(batch => batch.Length > 0))
        {
            builder.Append(batch);
        }
    }

    private static IEnumerable<RecordBatch> Chunks(RecordBatch batch, int size)
    {
        for (var start = 0; start < batch.Length; start += Math.Min(size, batch.Length - start))
        {
            yield return Slice(batch, start, size);
        }
    }

    private static RecordBatch Slice(RecordBatch batch, int start, int count)
    {
        var from = Math.Min(start, batch.Length);
        var length = Math.Min(count, batch.Length - from);
        return new RecordBatch(
            batch.Schema, Enumerable.Range(0, length == 0 ? 0 : batch.ColumnCount).Select(i => ArrowArrayFactory.BuildArray(batch.Column(i).Data.Slice(from, length))), length);
    }
}
