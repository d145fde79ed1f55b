using Lineage.Core.Errors;

namespace Lineage.Core.Datasets;

/// <summary>A folder of new data on its way: written where nobody looks, published, and kept once it is registered. Disposing one that is not kept removes it.</summary>
public interface INewFolder : IAsyncDisposable
{
    /// <summary>Where its files are written, absolute; another place once it is published.</summary>
    string WorkingPath { get; }

    /// <summary>How the graph names it: relative to its root, with <c>/</c> between the names.</summary>
    string Uri { get; }

    /// <summary>Gives the folder its name, at once.</summary>
    /// <exception cref="LineageException">Something took the name meanwhile, or nothing can be written there.</exception>
    void Publish();

    /// <summary>Says that the graph knows the folder.</summary>
    void Keep();

    /// <summary>Says that nobody knows whether the graph knows the folder: it stays as it is, and the next start decides.</summary>
    void Leave();
}
