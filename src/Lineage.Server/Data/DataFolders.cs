using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Server.Hosting;

namespace Lineage.Server.Data;

/// <summary>
/// New folders below the data roots. One is written in <c>.lineage/new</c> of its root, so that its publication is a renaming, and has an entry beside it there that says its name and is locked by its
/// process: what is left of a process that was killed is known by an entry without a lock.
/// </summary>
internal sealed class DataFolders(DataRoots roots, ILogger<DataFolders> logger) : IDataFolders
{
    /// <summary>Below a root. Readers of folders pass over names that begin with a dot.</summary>
    public const string Workshop = ".lineage/new";

    /// <inheritdoc/>
    public INewFolder Begin(string path, string field)
    {
        var (root, name) = roots.Place(path, field);
        if (Path.Exists(Path.Combine(root, name)))
        {
            throw Taken(field, name);
        }

        try
        {
            return NewFolder.Create(root, name, field);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(field, failed);
        }
    }

    /// <inheritdoc/>
    public async Task RemoveLeftoversAsync(Func<string, CancellationToken, Task<bool>> isRegistered, CancellationToken cancellationToken)
    {
        foreach (var workshop in roots.Folders.Select(root => Path.Combine(root, Workshop)).Where(Directory.Exists))
        {
            foreach (var entry in Directory.EnumerateFiles(workshop, "*" + NewFolder.EntryExtension))
            {
                await RemoveLeftoverAsync(entry, isRegistered, cancellationToken);
            }
        }
    }

    internal static LineageException Taken(string field, string name) =>
        LineageException.Invalid(ErrorReason.InvalidFields, field, $"'{Identifier.Printable(name)}' is there already");

    internal static LineageException Unwritable(string field, Exception failed) =>
        new(ErrorKind.Unavailable, ErrorReason.DataUnwritable, $"{field}: nothing can be written there now", failed);

    private async Task RemoveLeftoverAsync(string entry, Func<string, CancellationToken, Task<bool>> isRegistered, CancellationToken cancellationToken)
    {
        try
        {
            if (NewFolder.TryReopen(entry) is not { } folder)
            {
                return;
            }

            await using (folder)
            {
                if (await isRegistered(folder.Uri, cancellationToken))
                {
                    folder.Keep();
                }
                else
                {
                    logger.RemovedLeftover(folder.Uri);
                }
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            // The next start tries again; the service can do its work meanwhile.
            logger.LeftoverStays(entry, failed.Message);
        }
    }
}
