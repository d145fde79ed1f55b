using System.Text.RegularExpressions;

namespace Lineage.Columnar.Writing;

/// <summary>
/// A file under a name of its own beside the one it will get. It is locked while it is open, so that what a killed process left behind can be told from what another
/// process is writing.
/// </summary>
internal sealed partial class PendingFile : IAsyncDisposable
{
    private const string Prefix = ".lineage-";
    private const string Suffix = ".unfinished";
    private readonly string _name;
    private readonly string _path;
    private readonly FileStream _stream;
    private bool _isNamed;

    private PendingFile(string name, string path, FileStream stream) => (_name, _path, _stream) = (name, path, stream);

    public Stream Stream => _stream;

    /// <summary>Begins a file that will get a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="open">Makes a new file under a name; null for one on the disk.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static PendingFile Begin(string path, Func<string, FileStream>? open = null)
    {
        var full = Path.GetFullPath(path);
        var name = Path.Combine(Path.GetDirectoryName(full)!, $"{Prefix}{Guid.NewGuid():N}{Suffix}");
        return new(name, full, (open ?? Create)(name));
    }

    /// <summary>Brings what was written to the disk, and then gives it its name, in place of what had it.</summary>
    /// <exception cref="IOException">One of the two failed; what had the name still has it.</exception>
    public void Complete()
    {
        _stream.Flush(flushToDisk: true);
        File.Move(_name, _path, overwrite: true);
        _isNamed = true;
    }

    /// <summary>Removes what was not completed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            if (!_isNamed)
            {
                File.Delete(_name);
            }
        }
    }

    /// <summary>Deletes the files in a folder that nobody is writing any more.</summary>
    /// <returns>How many there were.</returns>
    public static int RemoveLeftovers(string folder)
    {
        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}").Where(file => Name().IsMatch(Path.GetFileName(file))))
        {
            try
            {
                new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose).Dispose();
                removed++;
            }
            catch (FileNotFoundException)
            {
                // Another process removed it, or gave it its name.
            }
            catch (IOException)
            {
                // Another process is writing it.
            }
        }

        return removed;
    }

    /// <summary>Other handles may rename and delete it, and nothing else.</summary>
    internal static FileStream Create(string name) => new(name, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);

    [GeneratedRegex(@"^\.lineage-[0-9a-f]{32}\.unfinished$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
