using System.Runtime.CompilerServices;

namespace Lineage.Cli.Tests.Demo;

/// <summary>The files of data-samples/flights.</summary>
internal static class SampleFolder
{
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(Here(), "../../../data-samples/flights"));

    private static string Here([CallerFilePath] string path = "") => System.IO.Path.GetDirectoryName(path)!;
}
