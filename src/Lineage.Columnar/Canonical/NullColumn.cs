namespace Lineage.Columnar.Canonical;

internal sealed class NullColumn(int length) : CanonicalColumn(Canonical.LogicalType.Null, length)
{
    public override bool IsNull(int row) => true;

    public override void Encode(int row, CanonicalWriter writer) => writer.WriteByte(NullTag);

    public override string? Format(int row) => null;
}
