using System.Security.Cryptography;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>SHA-256 of the canonical bytes of rows: those of their cells, in the order of the columns' names.</summary>
internal sealed class RowDigests
{
    private readonly CanonicalWriter _row = new();
    private byte[] _digests = [];

    /// <summary>The digests of a run of rows, one behind the other, until the next call.</summary>
    public ReadOnlySpan<byte> Hash(CanonicalColumn[] columns, int start, int rows)
    {
        if (_digests.Length < rows * Digest.Sha256Length)
        {
            _digests = new byte[rows * Digest.Sha256Length];
        }

        for (var row = 0; row < rows; row++)
        {
            _row.Clear();
            foreach (var column in columns)
            {
                column.Encode(start + row, _row);
            }

            SHA256.HashData(_row.Written, _digests.AsSpan(row * Digest.Sha256Length));
        }

        return _digests.AsSpan(0, rows * Digest.Sha256Length);
    }
}
