using Lineage.Columnar.Canonical;
using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Comparing;

/// <summary>Looks at those rows of a table that lie in selected buckets, together with their hashes.</summary>
internal abstract class RowVisitor(BucketSelection selection) : IHashedRowSink
{
    private CanonicalColumn[] _columns = [];
    private int _done;

    /// <summary>Rows looked at.</summary>
    public long Selected { get; private set; }

    /// <summary>Whether nothing more is wanted.</summary>
    public virtual bool IsDone => false;

    /// <summary>Says of which batch the next rows are.</summary>
    public void Begin(CanonicalColumn[] columns)
    {
        _columns = columns;
        _done = 0;
    }

    void IHashedRowSink.Add(in HashedRows rows)
    {
        for (var i = 0; i < rows.A.Length; i++)
        {
            if (selection.Has(rows, i))
            {
                Selected++;
                Visit(new(rows.A[i], rows.B[i]), rows.Keys.IsEmpty ? 0 : rows.Keys[i], _columns, _done + i);
            }
        }

        _done += rows.A.Length;
    }

    /// <param name="hash">The row's hash, of 128 bits.</param>
    /// <param name="key">The hash of its key.</param>
    /// <param name="columns">The batch that it is in.</param>
    /// <param name="row">Its place there.</param>
    protected abstract void Visit(UInt128 hash, ulong key, CanonicalColumn[] columns, int row);
}
