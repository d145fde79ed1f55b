using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>What one algorithm keeps of the rows it saw. Columns come in the UTF-8 order of their names.</summary>
internal interface IFingerprintState
{
    /// <summary>Bytes of the saved state.</summary>
    int Size { get; }

    /// <summary>Of the names and logical types.</summary>
    Digest Schema { get; }

    /// <summary>Adds the rows of a batch.</summary>
    void Append(CanonicalColumn[] columns, int rows);

    /// <summary>Adds the rows of a state of the same algorithm and schema, after its own where order matters.</summary>
    void Merge(IFingerprintState other, long otherRows);

    void Write(Span<byte> target);

    void Read(ReadOnlySpan<byte> source);

    Digest Content(long rows);

    Digest Column(int index, long rows);
}
