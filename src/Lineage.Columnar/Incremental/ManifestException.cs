namespace Lineage.Columnar.Incremental;

/// <summary>A manifest that cannot be used; it was left as it is. The message says what is wrong with it, not where it is.</summary>
public sealed class ManifestException(ManifestError error, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public ManifestError Error { get; } = error;
}
