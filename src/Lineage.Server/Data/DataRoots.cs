using Lineage.Columnar.Reading;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;

namespace Lineage.Server.Data;

/// <summary>
/// Files below the configured folders, and nothing else: not by <c>..</c>, not by a symbolic link, not by a link that is changed between the check and the opening.
/// </summary>
internal sealed class DataRoots : IDataFiles
{
    private readonly IReadOnlyList<string> _roots;

    /// <param name="roots">The folders.</param>
    public DataRoots(IEnumerable<string> roots) => _roots = [.. roots.Select(r => RealPath(Path.GetFullPath(r)))];

    /// <summary>The folders, without symbolic links.</summary>
    public IReadOnlyList<string> Folders => _roots;

    /// <inheritdoc/>
    public async Task<DataFile> OpenAsync(string path, string field, CancellationToken cancellationToken)
    {
        if (FindFolder(path, field) is { } folder)
        {
            var table = await OpenFolderAsync(folder, path, field, cancellationToken);
            return new(table, table.Bytes);
        }

        var stream = OpenFile(path, field);
        try
        {
            return new(await TableSource.OpenAsync(stream, Path.GetFileName(path), null, cancellationToken), stream.Length);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where something new may be put: the root, and the path below it with <c>/</c> between the names. A relative path is one below the first root.</summary>
    /// <exception cref="LineageException">The path lies outside the roots, is a root, or leads through a name that is hidden.</exception>
    public (string Root, string Path) Place(string path, string field)
    {
        var local = LocalPath(path, field);
        var real = RealPathOfNew(Path.GetFullPath(Path.Combine(_roots[0], local)));
        var root = _roots.FirstOrDefault(r => IsBelow(r, real)) ?? throw Outside(field);
        var names = Path.GetRelativePath(root, real).Split(Path.DirectorySeparatorChar);
        return names.Any(name => name[0] is '.' or '_')
            ? throw LineageException.Invalid(ErrorReason.InvalidFields, field, "has a name that begins with '.' or '_', which readers of folders pass over")
            : (root, string.Join('/', names));
    }

    /// <summary>The folder of a path, where it is one below a root.</summary>
    private string? FindFolder(string path, string field)
    {
        var local = LocalPath(path, field);
        return _roots.Select(r => Path.GetFullPath(Path.Combine(r, local))).FirstOrDefault(candidate => IsBelowARoot(candidate) && Directory.Exists(candidate) && IsBelowARoot(RealPath(candidate)));
    }

    private async Task<FilesTableSource> OpenFolderAsync(string folder, string path, string field, CancellationToken cancellationToken)
    {
        try
        {
            var options = FilesOptions.Evolving with { Open = file => TryOpen(file, field) ?? throw NotThere(Path.GetFileName(file), field) };
            return await FilesTableSource.OpenAsync(TableFiles.Find([folder]), options, cancellationToken);
        }
        catch (FileNotFoundException)
        {
            throw NotThere(path, field);
        }
    }

    private FileStream OpenFile(string path, string field)
    {
        var local = LocalPath(path, field);
        var isInside = false;
        foreach (var candidate in _roots.Select(r => Path.GetFullPath(Path.Combine(r, local))))
        {
            if (!IsBelowARoot(candidate))
            {
                continue;
            }

            isInside = true;
            if (TryOpen(candidate, field) is { } stream)
            {
                return stream;
            }
        }

        throw isInside ? NotThere(path, field) : Outside(field);
    }

    /// <summary>A file that exists, is not empty, and is still below a root after it was opened; null where there is none.</summary>
    private FileStream? TryOpen(string candidate, string field)
    {
        try
        {
            var file = new FileInfo(candidate);
            if (!file.Exists)
            {
                return null;
            }

            var real = RealPath(candidate);
            if (!IsBelowARoot(real))
            {
                throw Outside(field);
            }

            // A pipe or a device has no length, and opening it could wait for ever.
            if (new FileInfo(real).Length == 0)
            {
                throw LineageException.Invalid(ErrorReason.InvalidData, field, "is empty, or no regular file");
            }

            var stream = new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.RandomAccess | FileOptions.Asynchronous);
            if (!IsBelowARoot(OpenedPath(stream) ?? real))
            {
                stream.Dispose();
                throw Outside(field);
            }

            return stream;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new LineageException(ErrorKind.Unavailable, ErrorReason.DataUnreadable, $"{field}: the file cannot be read now", failed);
        }
    }

    /// <summary>Where the file that was really opened lies, where the system tells (Linux).</summary>
    private static string? OpenedPath(FileStream stream) => OperatingSystem.IsLinux()
        ? File.ResolveLinkTarget($"/proc/self/fd/{stream.SafeFileHandle.DangerousGetHandle()}", returnFinalTarget: false)?.FullName
        : null;

    private static string LocalPath(string path, string field)
    {
        if (path.Length is 0 or > 4_096 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, field, "must be a path of 1 to 4,096 characters");
        }

        if (!path.StartsWith("file:", StringComparison.Ordinal))
        {
            return path;
        }

        return Uri.TryCreate(path, UriKind.Absolute, out var uri) && uri.IsFile && uri.Host.Length == 0
            ? uri.LocalPath
            : path["file:".Length..];
    }

    private bool IsBelowARoot(string path) => _roots.Any(r => IsBelow(r, path));

    private static bool IsBelow(string root, string path) => path.StartsWith(root.EndsWith(Path.DirectorySeparatorChar) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with every symbolic link in it resolved, as far as it exists.</summary>
    private static string RealPath(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var segment in path[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Path.Combine(real, segment);
            var target = File.ResolveLinkTarget(next, returnFinalTarget: true);
            real = target is null ? next : RealPath(target.FullName);
        }

        return real;
    }

    /// <summary>As <see cref="RealPath"/>, of a path whose last names may not be there yet.</summary>
    private static string RealPathOfNew(string path) => File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null || Path.GetDirectoryName(path) is not { } folder
        ? RealPath(path)
        : Path.Combine(RealPathOfNew(folder), Path.GetFileName(path));

    private static LineageException NotThere(string path, string field) =>
        new(ErrorKind.NotFound, ErrorReason.DataUnreadable, $"{field}: there is no table '{Core.Graph.Identifier.Printable(path)}' below the data roots");

    private static LineageException Outside(string field) =>
        LineageException.Invalid(ErrorReason.PathOutsideRoots, field, "lies outside the server's data roots");
}
