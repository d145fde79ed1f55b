using Apache.Arrow.Types;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Vectors.Tables;
using Lineage.Vectors.Writing;

namespace Lineage.Columnar.Tests.Vectors;

/// <summary>What DuckDB writes and Arrow C++ refuses to read, so that it is no vector, but is read here as it was meant.</summary>
public sealed class DuckDbHabitTests
{
    [Fact]
    public async Task Compute_DeltasOfMoreBitsThanTheirType_AreRead() =>
        await CheckAsync(
            VectorTable.Of(new VectorColumn("number", Int32Type.Default, [int.MinValue, int.MaxValue, 0, null, -1])),
            new() { Copy = "PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1" });

    [Fact]
    public async Task Compute_NullArrayWrittenWithAnEntryAnItem_IsNull() =>
        await CheckAsync(
            VectorTable.Of(new VectorColumn("pair", new FixedSizeListType(Int32Type.Default, 2), [new object?[] { 1, 2 }, null, new object?[] { null, 3 }])), new());

    private static async Task CheckAsync(VectorTable table, DuckDbOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("lineage-duckdb-");
        try
        {
            var path = Path.Combine(folder.FullName, "table.parquet");
            DuckDbWriter.Write(path, table, options);
            using var batch = table.ToBatch();
            await using var memory = new MemoryTableSource(batch.Schema, [batch], "memory");
            await using var source = await TableSource.OpenAsync(path, null, TestContext.Current.CancellationToken);

            Assert.Equal(
                (await Fingerprinter.ComputeAsync(memory, null, null, TestContext.Current.CancellationToken)).ToString(),
                (await Fingerprinter.ComputeAsync(source, null, null, TestContext.Current.CancellationToken)).ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
