using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Comparing;

/// <summary>Finds out whether any row is selected at all.</summary>
internal sealed class PartProbe(BucketSelection selection) : RowVisitor(selection)
{
    public override bool IsDone => Selected > 0;

    protected override void Visit(UInt128 hash, ulong key, CanonicalColumn[] columns, int row)
    {
        // To be selected is all that counts.
    }
}
