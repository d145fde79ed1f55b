using Apache.Arrow;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>
/// The dictionaries of a table as far as they came. All together hold at most <see cref="ReadLimits.MaxRowGroupBytes"/>: messages are bounded one by one, but
/// a footer may name the same message as often as it likes, and each part that is added to a dictionary makes it larger.
/// </summary>
/// <param name="source">How errors name the table.</param>
/// <param name="limits">The bound.</param>
internal sealed class ArrowDictionaries(string source, ReadLimits limits)
{
    private readonly Dictionary<long, ArrayData> _values = [];

    public bool TryGet(long id, out ArrayData? values) => _values.TryGetValue(id, out values);

    /// <summary>Reads the header of a dictionary message and what it brings, which replaces or extends what was known.</summary>
    /// <exception cref="TableFormatException">No column uses it, it contradicts itself, or it is too large beside the others.</exception>
    public void Read(ArrowSchema schema, FlatTable header, ReadOnlyMemory<byte> body)
    {
        var id = header.Int64(0);
        if (!schema.Dictionaries.TryGetValue(id, out var node))
        {
            throw new TableFormatException(TableFormatError.Corrupt, source, $"has a dictionary {id} that no column uses");
        }

        var name = $"dictionary {id}";
        var values = new ArrowBatchReader(header.Table(1), body, schema.IsBigEndian, this, source, limits).ReadColumn(node, name, wanted: true)!;
        ArrayValidator.Validate(values, source, name);
        var known = header.Bool(2) ? _values.GetValueOrDefault(id) : null;
        var others = _values.Where(entry => entry.Key != id).Sum(entry => BytesOf(entry.Value));
        if (others + BytesOf(values) + (known is null ? 0 : BytesOf(known)) > limits.MaxRowGroupBytes)
        {
            throw new TableFormatException(TableFormatError.TooLarge, source, $"has dictionaries of more than the {limits.MaxRowGroupBytes} bytes that are allowed", name);
        }

        _values[id] = known is null ? values : ArrayDataConcatenator.Concatenate([known, values], null);
    }

    private static long BytesOf(ArrayData data) =>
        (data.Buffers?.Sum(buffer => (long)buffer.Length) ?? 0) + (data.Children?.Sum(BytesOf) ?? 0) + (data.Dictionary is null ? 0 : BytesOf(data.Dictionary));
}
