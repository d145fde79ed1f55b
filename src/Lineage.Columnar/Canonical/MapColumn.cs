using System.Text;
using Apache.Arrow;

namespace Lineage.Columnar.Canonical;

/// <summary>Maps: a multiset of key-value pairs, so the pairs are sorted by their canonical bytes.</summary>
internal sealed class MapColumn(string logicalType, ArrayData data, CanonicalColumn keys, CanonicalColumn values) : CanonicalColumn(logicalType, data.Length)
{
    private readonly Validity _validity = new(data);
    private readonly ListLayout _layout = new(data);
    private readonly int _entriesOffset = data.Children[0].Offset;
    private readonly CanonicalWriter _entries = new();

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
        _entries.Clear();
        var bounds = new Range[count];
        for (var i = 0; i < count; i++)
        {
            var from = _entries.Length;
            var entry = _entriesOffset + (int)start + i;
            keys.Encode(entry, _entries);
            values.Encode(entry, _entries);
            bounds[i] = from.._entries.Length;
        }

        System.Array.Sort(bounds, (x, y) => _entries.Written[x].SequenceCompareTo(_entries.Written[y]));
        foreach (var bound in bounds)
        {
            writer.Write(_entries.Written[bound]);
        }
    }

    public override string? Format(int row)
    {
        if (IsNull(row))
        {
            return null;
        }

        var (start, count) = _layout.Range(row);
        var text = new StringBuilder("{");
        for (var i = 0; i < count; i++)
        {
            var entry = _entriesOffset + (int)start + i;
            text.Append(i == 0 ? "" : ", ").Append(keys.Format(entry) ?? "null").Append(": ").Append(values.Format(entry) ?? "null");
        }

        return text.Append('}').ToString();
    }
}
