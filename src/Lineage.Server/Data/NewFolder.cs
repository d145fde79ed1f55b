using System.Text;
using Lineage.Core.Datasets;

namespace Lineage.Server.Data;

/// <summary>
/// A folder in the workshop of its root, and the locked entry that says which name it gets. A file in it repeats the entry's name until the folder is kept: under its own name, too, it is known as one
/// that nobody registered, and never taken for a folder of somebody else that has the name by now.
/// </summary>
internal sealed class NewFolder : INewFolder
{
    public const string EntryExtension = ".entry";
    private const string Unregistered = ".unregistered";
    private readonly string _root;
    private readonly string _entryPath;
    private readonly FileStream _entry;
    private readonly string _field;
    private bool _isKept;
    private bool _isLeft;

    private NewFolder(string root, string name, string entryPath, FileStream entry, string field)
    {
        (_root, _entryPath, _entry, _field) = (root, entryPath, entry, field);
        Uri = name;
        WorkingPath = Path.ChangeExtension(entryPath, null);
    }

    /// <inheritdoc/>
    public string WorkingPath { get; private set; }

    /// <inheritdoc/>
    public string Uri { get; }

    private string Target => Path.Combine(_root, Uri);

    private string Id => Path.GetFileNameWithoutExtension(_entryPath);

    public static NewFolder Create(string root, string name, string field)
    {
        var workshop = Directory.CreateDirectory(Path.Combine(root, DataFolders.Workshop)).FullName;
        var entryPath = Path.Combine(workshop, Guid.CreateVersion7().ToString("N") + EntryExtension);
        var entry = new FileStream(entryPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        try
        {
            entry.Write(Encoding.UTF8.GetBytes(name));
            entry.Flush(flushToDisk: true);
            var folder = new NewFolder(root, name, entryPath, entry, field);
            Directory.CreateDirectory(folder.WorkingPath);
            File.WriteAllText(Path.Combine(folder.WorkingPath, Unregistered), folder.Id);
            return folder;
        }
        catch
        {
            entry.Dispose();
            File.Delete(entryPath);
            throw;
        }
    }

    /// <summary>The folder of an entry whose process has ended; null where one still holds it.</summary>
    public static NewFolder? TryReopen(string entryPath)
    {
        FileStream entry;
        try
        {
            entry = new FileStream(entryPath, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }

        using var reader = new StreamReader(entry, Encoding.UTF8, leaveOpen: true);
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(entryPath)!, "..", ".."));
        var folder = new NewFolder(root, reader.ReadToEnd(), entryPath, entry, string.Empty);

        if (!Directory.Exists(folder.WorkingPath) && folder.IsPublished())
        {
            folder.WorkingPath = folder.Target;
        }

        return folder;
    }

    private bool IsPublished()
    {
        var mark = Path.Combine(Target, Unregistered);
        return Uri.Length > 0 && File.Exists(mark) && File.ReadAllText(mark) == Id;
    }

    /// <inheritdoc/>
    public void Publish()
    {
        try
        {
            if (Path.Exists(Target))
            {
                throw DataFolders.Taken(_field, Uri);
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
            Directory.Move(WorkingPath, Target);
            WorkingPath = Target;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw DataFolders.Unwritable(_field, failed);
        }
    }

    /// <inheritdoc/>
    public void Keep() => _isKept = true;

    /// <inheritdoc/>
    public void Leave() => _isLeft = true;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isLeft)
        {
            await _entry.DisposeAsync();
            return;
        }

        if (_isKept)
        {
            File.Delete(Path.Combine(WorkingPath, Unregistered));
        }
        else if (Directory.Exists(WorkingPath))
        {
            Directory.Delete(WorkingPath, recursive: true);
        }

        // Last, so that whatever fails before is tried again at the next start.
        File.Delete(_entryPath);
        await _entry.DisposeAsync();
    }
}
