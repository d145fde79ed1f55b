using System.Text;
using Apache.Arrow;

namespace Lineage.Columnar.Canonical;

/// <summary>Lists of every layout.</summary>
internal sealed class ListColumn(string logicalType, ArrayData data, CanonicalColumn items) : CanonicalColumn(logicalType, data.Length)
{
    private readonly Validity _validity = new(data);
    private readonly ListLayout _layout = new(data);

    public override bool IsNull(int row) => _validity.IsNull(row);

    public override void Encode(int row, CanonicalWriter writer)
    {
        if (IsNull(row))
        {
            writer.WriteByte(NullTag);
            return;
        }

        var (start, count) = _layout.Range(row);
        writer.WriteByte(ValueTag);
        writer.WriteUInt32((uint)count);
        for (var i = 0; i < count; i++)
        {
            items.Encode((int)start + i, writer);
        }
    }

    public override string? Format(int row)
    {
        if (IsNull(row))
        {
            return null;
        }

        var (start, count) = _layout.Range(row);
        var text = new StringBuilder("[");
        for (var i = 0; i < count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(items.Format((int)start + i) ?? "null");
        }

        return text.Append(']').ToString();
    }
}
