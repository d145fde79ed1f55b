using System.Runtime.CompilerServices;

namespace Lineage.Client.Tests;

/// <summary>The files of data-samples/interop.</summary>
internal static class Samples
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "../../data-samples/interop"));

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Folder).Where(f => Path.GetExtension(f) is ".parquet" or ".arrow").Select(f => Path.GetFileName(f)!)];

    public static string File(string name) => Path.Combine(Folder, name);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
