using Lineage.Core.Errors;

namespace Lineage.Core.Datasets;

/// <summary>Where the service puts data that it makes: folders below the data roots, each of which appears whole or not at all.</summary>
public interface IDataFolders
{
    /// <summary>Begins a folder. Until it is published nothing is to be seen under its name.</summary>
    /// <param name="path">Relative to a root, or absolute within one; nothing may be there.</param>
    /// <param name="field">The request's field, for errors.</param>
    /// <exception cref="LineageException">The path lies outside the roots or is taken, or nothing can be written there.</exception>
    INewFolder Begin(string path, string field);

    /// <summary>Removes what processes that ended had begun, published or not, and never registered.</summary>
    /// <param name="isRegistered">Whether a folder of this <see cref="INewFolder.Uri"/> is known to the graph; such a folder stays.</param>
    Task RemoveLeftoversAsync(Func<string, CancellationToken, Task<bool>> isRegistered, CancellationToken cancellationToken);
}
