using System.Runtime.CompilerServices;

namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>The small files of data-samples, in every folder there is.</summary>
internal static class FuzzCorpus
{
    private const long MaxBytes = 100_000;
    private static readonly string[] Endings = [".parquet", ".arrow", ".arrows", ".feather"];

    public static IReadOnlyList<byte[]> Load() =>
        [.. Directory.EnumerateFiles(Folder(), "*", SearchOption.AllDirectories)
            .Where(path => Endings.Contains(Path.GetExtension(path), StringComparer.Ordinal) && new FileInfo(path).Length <= MaxBytes)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)];

    private static string Folder([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../../data-samples"));
}
