using System.Xml.Linq;

namespace Lineage.Architecture.Tests;

/// <summary>The tree that these tests were built from.</summary>
internal static class SourceTree
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The names of the projects below <c>src/</c>.</summary>
    public static IReadOnlyList<string> Projects { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(p => Path.GetFileNameWithoutExtension(p)!).Order(StringComparer.Ordinal)];

    /// <summary>Every C# file below a folder that a person wrote.</summary>
    public static IEnumerable<string> Files(params string[] folder) =>
        Directory.EnumerateFiles(Path.Combine([Root, .. folder]), "*.cs", SearchOption.AllDirectories)
            .Where(f => !Relative(f).Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>A path as people write it.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The projects and packages that a project of <c>src/</c> names.</summary>
    public static (string[] Projects, string[] Packages) References(string project)
    {
        var document = XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj"));
        return (Included("ProjectReference", path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))), Included("PackageReference", name => name));

        string[] Included(string element, Func<string, string> name) =>
            [.. document.Descendants(element).Select(e => name(e.Attribute("Include")!.Value)).Order(StringComparer.Ordinal)];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lineage.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has Lineage.sln.");
    }
}
