using System.Text;
using Apache.Arrow;

namespace Lineage.Columnar.Canonical;

/// <summary>Structs; the fields come in the order of their names.</summary>
internal sealed class StructColumn(string logicalType, ArrayData data, (string Name, CanonicalColumn Column)[] fields)
    : CanonicalColumn(logicalType, data.Length)
{
    private readonly Validity _validity = new(data);

    public override bool IsNull(int row) => _validity.IsNull(row);

    public override void Encode(int row, CanonicalWriter writer)
    {
        if (IsNull(row))
        {
            writer.WriteByte(NullTag);
            return;
        }

        writer.WriteByte(ValueTag);
        foreach (var (_, column) in fields)
        {
            column.Encode(data.Offset + row, writer);
        }
    }

    public override string? Format(int row)
    {
        if (IsNull(row))
        {
            return null;
        }

        var text = new StringBuilder("{");
        var separator = "";
        foreach (var (name, column) in fields)
        {
            text.Append(separator).Append(name).Append(": ").Append(column.Format(data.Offset + row) ?? "null");
            separator = ", ";
        }

        return text.Append('}').ToString();
    }
}
