using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>SHA-256 of the canonical bytes of rows: those of their cells, in the order of the columns' names. Columns are written one after the other, each cell to its place in its row.</summary>
internal sealed class RowDigests
{
    /// <summary>Rows are mostly some hundred bytes; of larger ones, fewer are taken at a time, so that the buffer does not grow with them.</summary>
    private const int BytesAtATime = 1 << 20;
    private readonly int[] _offsets = new int[RowBlock.MaxRows + 1];
    private readonly int[] _places = new int[RowBlock.MaxRows];
    private readonly byte[] _digests = new byte[RowBlock.MaxRows * Digest.Sha256Length];
    private byte[] _rows = new byte[BytesAtATime];

    /// <summary>The digests of a run of rows, one behind the other, until the next call.</summary>
    public ReadOnlySpan<byte> Hash(CanonicalColumn[] columns, int start, int rows)
    {
        var lengths = _places.AsSpan(0, rows);
        lengths.Clear();
        foreach (var column in columns)
        {
            column.AddLengths(start, lengths);
        }

        for (var done = 0; done < rows;)
        {
            var count = Fit(lengths[done..]);
            Hash(columns, start + done, count, _digests.AsSpan(done * Digest.Sha256Length, count * Digest.Sha256Length), lengths.Slice(done, count));
            done += count;
        }

        return _digests.AsSpan(0, rows * Digest.Sha256Length);
    }

    /// <summary>How many of the next rows fit into the buffer, of which one always does; their offsets are made on the way.</summary>
    private int Fit(ReadOnlySpan<int> lengths)
    {
        var count = 0;
        while (count < lengths.Length && (count == 0 || (long)_offsets[count] + lengths[count] <= BytesAtATime))
        {
            _offsets[count + 1] = checked(_offsets[count] + lengths[count]);
            count++;
        }

        return count;
    }

    private void Hash(CanonicalColumn[] columns, int start, int rows, Span<byte> digests, Span<int> places)
    {
        if (_offsets[rows] > _rows.Length)
        {
            _rows = new byte[_offsets[rows]];
        }

        _offsets.AsSpan(0, rows).CopyTo(places);
        foreach (var column in columns)
        {
            column.EncodeAt(start, _rows, places);
        }

        Sha256Lanes.HashData(_rows.AsSpan(0, _offsets[rows]), _offsets.AsSpan(0, rows + 1), digests);
    }
}
