using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Fuzzing;
using Lineage.Vectors.Expectations;

namespace Lineage.Columnar.Tests.Reading;

public sealed class LimitTests
{
    [Fact]
    public async Task Open_TenThousandColumns_AreRead()
    {
        var bytes = await Write(10_000);
        await using var source = await TableSource.OpenAsync(new MemoryStream(bytes), "wide");

        var fingerprint = await Fingerprinter.ComputeAsync(source);

        Assert.Equal(10_000, fingerprint.Columns.Count);
        Assert.Equal(1, fingerprint.Rows);
    }

    [Fact]
    public async Task Open_OneColumnMore_IsTooLarge()
    {
        var bytes = await Write(10_001);

        var error = await Assert.ThrowsAsync<TableFormatException>(() => TableSource.OpenAsync(new MemoryStream(bytes), "wide"));

        Assert.Equal(TableFormatError.TooLarge, error.Error);
        Assert.Contains("10001", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v2-zstd.parquet")]
    [InlineData("stream-lz4.arrow")]
    [InlineData("file.arrow")]
    public async Task Read_BeyondAnyLimit_IsTooLarge(string name)
    {
        foreach (var limits in (ReadLimits[])[new() { MaxColumns = 19 }, new() { MaxMetadataBytes = 100 }, new() { MaxRowGroupBytes = 1_000 }, new() { MaxNesting = 0 }])
        {
            var error = await Assert.ThrowsAsync<TableFormatException>(async () =>
            {
                await using var source = await TableSource.OpenAsync(Samples.PathOf(name), limits);
                await Fingerprinter.ComputeAsync(source);
            });

            Assert.Equal(TableFormatError.TooLarge, error.Error);
        }
    }

    [Theory]
    [InlineData("v2-zstd.parquet")]
    [InlineData("stream-lz4.arrow")]
    public async Task Read_PageBeyondTheLimit_NamesTheColumn(string name)
    {
        await using var source = await TableSource.OpenAsync(Samples.PathOf(name), new ReadLimits { MaxPageBytes = 150 });

        var error = await Assert.ThrowsAsync<TableFormatException>(() => Fingerprinter.ComputeAsync(source));

        Assert.Equal(TableFormatError.TooLarge, error.Error);
        Assert.NotNull(error.Column);
        Assert.Equal(0, error.RowGroup);
    }

    /// <summary>From 2 to the 28th on, a width has more bits than an integer counts.</summary>
    [Theory]
    [InlineData(1 << 20, (1 << 20) - 1)]
    [InlineData(1 << 28, int.MaxValue)]
    [InlineData(1 << 29, int.MaxValue)]
    [InlineData((1 << 29) + 4, int.MaxValue)]
    public async Task Open_ValuesWiderThanAPage_AreTooLarge(int width, int pageBytes)
    {
        var bytes = await File.ReadAllBytesAsync(VectorSet.PathOf("binary.arrowcpp-fixed.parquet"), TestContext.Current.CancellationToken);
        var map = new ParquetMap(bytes);
        var changed = ParquetMutator.WithFooterNumber(bytes, map, map.Footer.Find("2[1].2")!.Value, 2 * (ulong)width);

        var error = await Assert.ThrowsAsync<TableFormatException>(async () =>
        {
            await using var source = await TableSource.OpenAsync(new MemoryStream(changed), "wide", new() { MaxPageBytes = pageBytes }, TestContext.Current.CancellationToken);
            await Fingerprinter.ComputeAsync(source, new(), null, TestContext.Current.CancellationToken);
        });

        Assert.Equal((TableFormatError.TooLarge, "bytes"), (error.Error, error.Column));
    }

    [Fact]
    public void Memory_DuplicateNames_AreRefused()
    {
        var schema = new Schema([new Field("x", Int32Type.Default, true), new Field("x", Int64Type.Default, true)], null);

        var error = Assert.Throws<TableFormatException>(() => new MemoryTableSource(schema, [], "memory"));

        Assert.Equal((TableFormatError.DuplicateColumn, "x"), (error.Error, error.Column));
    }

    [Fact]
    public async Task Read_UnknownOrRepeatedColumn_IsRefused()
    {
        await using var source = await TableSource.OpenAsync(Samples.PathOf("file.arrow"));

        var missing = await Assert.ThrowsAsync<TableFormatException>(async () => await source.ReadAsync(["id", "nope"]).GetAsyncEnumerator().MoveNextAsync());
        var twice = await Assert.ThrowsAsync<TableFormatException>(async () => await source.ReadAsync(["id", "id"]).GetAsyncEnumerator().MoveNextAsync());

        Assert.Equal((TableFormatError.MissingColumn, "nope"), (missing.Error, missing.Column));
        Assert.Equal((TableFormatError.DuplicateColumn, "id"), (twice.Error, twice.Column));
    }

    [Fact]
    public async Task Read_BatchOfAnotherSchema_IsRefused()
    {
        var schema = new Schema([new Field("x", Int32Type.Default, true)], null);
        var other = new Schema([new Field("x", StringType.Default, true)], null);
        await using var source = new MemoryTableSource(schema, [new RecordBatch(other, [new StringArray.Builder().Append("a").Build()], 1)], "memory");

        var error = await Assert.ThrowsAsync<TableFormatException>(() => Fingerprinter.ComputeAsync(source));

        Assert.Equal((TableFormatError.SchemaMismatch, "x"), (error.Error, error.Column));
    }

    [Fact]
    public void Memory_Union_IsUnsupported()
    {
        var union = new UnionType([new Field("a", Int32Type.Default, true)], [0], UnionMode.Dense);

        var error = Assert.Throws<TableFormatException>(() => new MemoryTableSource(new Schema([new Field("u", union, true)], null), [], "memory"));

        Assert.Equal((TableFormatError.Unsupported, "u"), (error.Error, error.Column));
    }

    [Fact]
    public async Task Open_EmptyTables_HaveNoRowsInEveryFormat()
    {
        var schema = new Schema([new Field("x", Int32Type.Default, true), new Field("s", StringType.Default, true)], null);
        var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true))
        {
            await writer.WriteStartAsync();
            await writer.WriteEndAsync();
        }

        await using var arrow = await TableSource.OpenAsync(new MemoryStream(stream.ToArray()), "empty");
        await using var memory = new MemoryTableSource(schema, [], "empty");

        var fingerprint = await Fingerprinter.ComputeAsync(arrow);

        Assert.Equal(0, fingerprint.Rows);
        Assert.Equal((await Fingerprinter.ComputeAsync(memory)).ToString(), fingerprint.ToString());
    }

    private static async Task<byte[]> Write(int columns)
    {
        var array = new Int32Array.Builder().Append(7).Build();
        var schema = new Schema(Enumerable.Range(0, columns).Select(i => new Field($"c{i}", Int32Type.Default, true)), null);
        var stream = new MemoryStream();
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true))
        {
            await writer.WriteRecordBatchAsync(new RecordBatch(schema, Enumerable.Repeat((IArrowArray)array, columns), 1));
            await writer.WriteEndAsync();
        }

        return stream.ToArray();
    }
}
