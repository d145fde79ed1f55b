using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>Entities by a key of one integer, exactly.</summary>
internal sealed class IntegerEntities : EntityIndex
{
    private const int AtATime = 1024;
    private readonly IntegerTable _signed = new();

    // Unsigned integers beyond the signed range, by their bits.
    private readonly IntegerTable _above = new();
    private int _count;

    public override int Count => _count;

    public override void Add(ReadOnlySpan<CanonicalColumn> key, int start, Span<int> entities)
    {
        Span<byte> tags = stackalloc byte[AtATime];
        Span<long> values = stackalloc long[AtATime];
        for (var done = 0; done < entities.Length; done += AtATime)
        {
            var part = entities.Slice(done, Math.Min(AtATime, entities.Length - done));
            var areSigned = key[0].GetIntegers(start + done, tags, values[..part.Length]);
            for (var i = 0; i < part.Length; i++)
            {
                part[i] = areSigned || tags[i] == CanonicalColumn.ValueTag ? Number(_signed, values[i])
                    : tags[i] == CanonicalColumn.NullTag ? NoEntity
                    : Number(_above, values[i]);
            }
        }
    }

    public override void Find(ReadOnlySpan<CanonicalColumn> key, int start, Span<int> entities)
    {
        Span<byte> tags = stackalloc byte[AtATime];
        Span<long> values = stackalloc long[AtATime];
        for (var done = 0; done < entities.Length; done += AtATime)
        {
            var part = entities.Slice(done, Math.Min(AtATime, entities.Length - done));
            var areSigned = key[0].GetIntegers(start + done, tags, values[..part.Length]);
            _signed.Find(values[..part.Length], part);
            for (var i = 0; !areSigned && i < part.Length; i++)
            {
                part[i] = tags[i] switch
                {
                    CanonicalColumn.ValueTag => part[i],
                    CanonicalColumn.NullTag => NoEntity,
                    _ => _above.Find(values[i]),
                };
            }
        }
    }

    private int Number(IntegerTable table, long key)
    {
        var number = table.GetOrAdd(key, _count);
        _count += number == _count ? 1 : 0;
        return number;
    }
}
