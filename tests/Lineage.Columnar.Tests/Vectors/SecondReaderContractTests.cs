using Apache.Arrow;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Vectors.Expectations;
using Lineage.Vectors.Reading;

namespace Lineage.Columnar.Tests.Vectors;

/// <summary>What every table source promises, of the two that only tests use.</summary>
public sealed class SecondReaderContractTests
{
    private const string File = "long.arrowcpp-groups.parquet";

    public static TheoryData<string> Readers => ["ParquetSharp", "ParquetNet"];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task ReadAsync_BatchesKeptBeyondTheirReader_StayReadable(string reader)
    {
        var kept = new List<RecordBatch>();
        Schema schema;
        await using (var source = await OpenAsync(reader, File, new() { MaxBatchRows = 100 }))
        {
            schema = source.Schema;
            await foreach (var batch in source.ReadAsync(null, TestContext.Current.CancellationToken))
            {
                Assert.InRange(batch.Length, 1, 100);
                kept.Add(batch);
            }
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        var builder = new FingerprintBuilder(schema, new() { Order = RowOrder.Ordered }, File);
        foreach (var batch in kept)
        {
            builder.Append(batch);
            batch.Dispose();
        }

        Assert.Equal(VectorFiles.Entries[File].Expected.FastOrdered, builder.Finish().ToString());
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task ReadAsync_SomeColumns_ComeInTheOrderAskedFor(string reader)
    {
        await using var source = await OpenAsync(reader, File, null);
        FingerprintBuilder? builder = null;
        await foreach (var batch in source.ReadAsync(["step", "id"], TestContext.Current.CancellationToken))
        {
            using (batch)
            {
                Assert.Equal(["step", "id"], batch.Schema.FieldsList.Select(field => field.Name));
                builder ??= new(batch.Schema, new(), File);
                builder.Append(batch);
            }
        }

        var expected = VectorFiles.Entries[File].Expected.Columns.Where(column => column.Name is "step" or "id").Select(column => (column.Name, column.Digest));
        Assert.Equal(expected, builder!.Finish().Columns.Select(column => (column.Name, column.Digest.ToString())));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task ReadAsync_UnknownColumn_IsRefused(string reader)
    {
        await using var source = await OpenAsync(reader, File, null);

        var fault = await Assert.ThrowsAsync<TableFormatException>(async () => await source.ReadAsync(["nowhere"], TestContext.Current.CancellationToken).GetAsyncEnumerator().MoveNextAsync());

        Assert.Equal(TableFormatError.MissingColumn, fault.Error);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task OpenAsync_WhatIsNoParquet_IsRefused(string reader) =>
        await Assert.ThrowsAsync<TableFormatException>(async () => await OpenAsync(reader, "vectors.json", null));

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Compute_TwoReadersAtOnce_FindTheSame(string reader)
    {
        await using var source = await OpenAsync(reader, File, null);

        var found = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Fingerprinter.ComputeAsync(source, new(), null, TestContext.Current.CancellationToken))));

        Assert.All(found, fingerprint => Assert.Equal(VectorFiles.Entries[File].Expected.Fast, fingerprint.ToString()));
    }

    private static async Task<ITableSource> OpenAsync(string reader, string file, ReadLimits? limits) => reader == "ParquetSharp"
        ? ParquetSharpTableSource.Open(VectorSet.PathOf(file), limits)
        : await ParquetNetTableSource.OpenAsync(VectorSet.PathOf(file), limits, TestContext.Current.CancellationToken);
}
