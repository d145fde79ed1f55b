using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>
/// What is kept of a table so that its fingerprint costs only what is new: the state of every part of every file, and the evidence by which the part is known again. Immutable.
/// </summary>
public sealed class FingerprintManifest
{
    private readonly FingerprintState _empty;

    /// <param name="empty">The state of no rows, which says schema and options.</param>
    /// <param name="files">The files in order.</param>
    internal FingerprintManifest(FingerprintState empty, IReadOnlyList<ManifestFile> files)
    {
        _empty = empty;
        Files = files;
        Rows = files.Sum(file => file.Parts.Sum(part => part.State.Rows));
        Parts = files.Sum(file => file.Parts.Count);
    }

    /// <summary>What kind of fingerprint it is for.</summary>
    public FingerprintOptions Options => _empty.Options;

    /// <summary>The rows of all parts.</summary>
    public long Rows { get; }

    /// <summary>How many parts it knows.</summary>
    public int Parts { get; }

    internal IReadOnlyList<ManifestFile> Files { get; }

    /// <summary>The state of no rows.</summary>
    internal FingerprintState Empty => _empty;

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="ManifestException">The file is no manifest, or damaged.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    public static async Task<FingerprintManifest> ReadAsync(string path, CancellationToken ct = default) =>
        ManifestFormat.Read(await File.ReadAllBytesAsync(path, ct).ConfigureAwait(false));

    /// <summary>
    /// Writes it whole or not at all: into a new file beside the old one, which is then put in the place of the old one. Whoever is killed in between leaves the old one, and of several that
    /// write at once one wins whole.
    /// </summary>
    /// <exception cref="IOException">It cannot be written; the old one stays.</exception>
    public Task WriteAsync(string path, CancellationToken ct = default) => ReplacedFile.WriteAsync(path, ManifestFormat.Write(this), ct);

    /// <summary>The fingerprint of the table that it was made of.</summary>
    public TableFingerprint Finish()
    {
        var sum = FingerprintState.FromBytes(_empty.ToBytes());
        foreach (var part in Files.SelectMany(file => file.Parts))
        {
            sum.Add(part.State);
        }

        return sum.Finish();
    }
}
