using System.IO.Enumeration;

namespace Lineage.Columnar.Reading;

/// <summary>
/// Finds the files that a table is made of. As other engines do, it leaves out files and folders whose names begin with <c>.</c> or <c>_</c> (unless they are
/// partitions such as <c>_day=1</c>), and does not follow links to folders. Partition values in the names of folders are no columns.
/// </summary>
public static class TableFiles
{
    private static readonly string[] Extensions = [".parquet", ".parq", ".pq", ".arrow", ".arrows", ".ipc", ".feather"];

    /// <summary>The files of one table, in the ordinal order of their names.</summary>
    /// <param name="paths">
    /// Files of any name; folders, for all Parquet and Arrow files below by their extension; or patterns with <c>*</c>, <c>?</c> and <c>**</c>, for all files of that path.
    /// Names begin at the folder that holds all of these, for a pattern at the folder before its first wildcard.
    /// </param>
    /// <exception cref="FileNotFoundException">A path names nothing, or a folder without a table.</exception>
    /// <exception cref="ArgumentException">A path is empty, or two name the same file, which would count its rows twice.</exception>
    public static IReadOnlyList<TableFile> Find(IReadOnlyList<string> paths)
    {
        var found = paths.Select(path => Find(path)).ToList();
        var root = found.Select(place => place.Folder).Aggregate(CommonFolder);
        var files = found.SelectMany(place => place.Files).Select(file => new TableFile(NameOf(root, file), file)).OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        return files.Zip(files.Skip(1)).FirstOrDefault(pair => pair.First.Path == pair.Second.Path) is { First.Path: { } twice }
            ? throw new ArgumentException($"{NameOf(root, twice)}: is named twice", nameof(paths))
            : files;
    }

    private static (string Folder, IReadOnlyList<string> Files) Find(string path)
    {
        if (path.Length == 0)
        {
            throw new ArgumentException("the name of a file is empty", nameof(path));
        }

        var full = System.IO.Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return (FolderOf(full), [full]);
        }

        if (Directory.Exists(full))
        {
            var files = Below(full).Where(file => Extensions.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).ToList();
            return files.Count > 0 ? (full, files) : throw new FileNotFoundException($"{path}: there is no Parquet or Arrow file in this folder");
        }

        return Match(path, full);
    }

    private static (string Folder, IReadOnlyList<string> Files) Match(string path, string full)
    {
        var wildcard = full.AsSpan().IndexOfAny('*', '?');
        if (wildcard < 0)
        {
            throw new FileNotFoundException($"{path}: there is no such file or folder");
        }

        var folder = FolderOf(full[..wildcard] + "x");
        var pattern = new PathPattern(NameOf(folder, full));
        var files = Directory.Exists(folder) ? Below(folder).Where(file => pattern.Matches(NameOf(folder, file))).ToList() : [];
        return files.Count > 0 ? (folder, files) : throw new FileNotFoundException($"{path}: no file matches");
    }

    private static FileSystemEnumerable<string> Below(string folder) => new(
        folder,
        static (ref entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = FileAttributes.None })
    {
        ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && !IsHidden(entry.FileName),
        ShouldRecursePredicate = static (ref entry) => !IsHidden(entry.FileName) && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };

    private static bool IsHidden(ReadOnlySpan<char> name) => name[0] == '.' || (name[0] == '_' && !name.Contains('='));

    private static string FolderOf(string path) => System.IO.Path.GetDirectoryName(path) ?? path;

    private static string NameOf(string folder, string file) => System.IO.Path.GetRelativePath(folder, file).Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private static string CommonFolder(string left, string right)
    {
        var common = left;
        while (common != right && !right.StartsWith(System.IO.Path.EndsInDirectorySeparator(common) ? common : common + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            common = FolderOf(common);
        }

        return common;
    }
}
