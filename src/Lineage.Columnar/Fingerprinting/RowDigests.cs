using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>SHA-256 of the canonical bytes of rows: those of their cells, in the order of the columns' names.</summary>
internal sealed class RowDigests
{
    private readonly CanonicalWriter _rows = new();
    private readonly int[] _offsets = new int[RowBlock.MaxRows + 1];
    private readonly byte[] _digests = new byte[RowBlock.MaxRows * Digest.Sha256Length];

    /// <summary>The digests of a run of rows, one behind the other, until the next call.</summary>
    public ReadOnlySpan<byte> Hash(CanonicalColumn[] columns, int start, int rows)
    {
        // Rows are mostly some hundred bytes; a run of larger ones is hashed piece by piece, so that the buffer does not grow with it.
        const int MaxBytes = 1 << 20;
        for (var done = 0; done < rows;)
        {
            _rows.Clear();
            var count = 0;
            for (; done + count < rows && _rows.Length < MaxBytes; count++)
            {
                foreach (var column in columns)
                {
                    column.Encode(start + done + count, _rows);
                }

                _offsets[count + 1] = _rows.Length;
            }

            Sha256Lanes.HashData(_rows.Written, _offsets.AsSpan(0, count + 1), _digests.AsSpan(done * Digest.Sha256Length, count * Digest.Sha256Length));
            done += count;
        }

        return _digests.AsSpan(0, rows * Digest.Sha256Length);
    }
}
