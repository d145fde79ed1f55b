using Lineage.Columnar.Reading;
using Lineage.Vectors.Expectations;

namespace Lineage.Columnar.Tests.Vectors;

/// <summary>The committed vectors, by file.</summary>
internal static class VectorFiles
{
    public static IReadOnlyDictionary<string, VectorEntry> Entries { get; } = VectorSet.Load().ToDictionary(entry => entry.File, StringComparer.Ordinal);

    public static TheoryData<string> All => [.. Entries.Keys];

    public static TheoryData<string> Parquet => [.. Entries.Keys.Where(file => file.EndsWith(".parquet", StringComparison.Ordinal))];

    public static Task<ITableSource> OpenAsync(string file) => TableSource.OpenAsync(VectorSet.PathOf(file), null, TestContext.Current.CancellationToken);
}
