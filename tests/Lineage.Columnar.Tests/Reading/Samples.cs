using System.Runtime.CompilerServices;

namespace Lineage.Columnar.Tests.Reading;

/// <summary>The files of data-samples/interop.</summary>
internal static class Samples
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../data-samples/interop"));

    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Where(name => !name.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static string PathOf(string name) => Path.Combine(Folder, name);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
