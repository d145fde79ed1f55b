using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Writing;

namespace Lineage.Columnar.Tests.Writing;

/// <summary>A fresh folder to write tables to.</summary>
internal sealed class WriteFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lineage-writing-");

    public string Path => _folder.FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The names of all files, those of unfinished ones included.</summary>
    public string?[] Files() => [.. Directory.GetFiles(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal)];

    public async Task<string> WriteAsync(ITableSource table, string name, TableFormat format, WriteOptions? options = null)
    {
        await TableWriter.WriteAsync(table, PathOf(name), format, options, ct: Token);
        return PathOf(name);
    }

    public static async Task<string> PrintAsync(ITableSource table, FingerprintAlgorithm algorithm = FingerprintAlgorithm.Sha256)
    {
        var ordered = await Fingerprinter.ComputeAsync(table, new() { Algorithm = algorithm, Order = RowOrder.Ordered }, null, Token);
        return ordered.ToString();
    }

    public static async Task<string> PrintAsync(string path)
    {
        await using var table = await TableSource.OpenAsync(path, null, Token);
        return await PrintAsync(table);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
