using System.Runtime.InteropServices;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime;

/// <summary>Entities by the digest of their keys, of any number and types of columns. See <see cref="CellValue"/> on collisions.</summary>
internal sealed class DigestEntities : EntityIndex
{
    private readonly Dictionary<UInt128, int> _numbers = [];

    public override int Count => _numbers.Count;

    public override void Add(ReadOnlySpan<CanonicalColumn> key, int start, Span<int> entities)
    {
        Span<byte> scratch = stackalloc byte[EntityKey.ScratchBytes(key.Length)];
        for (var i = 0; i < entities.Length; i++)
        {
            entities[i] = NoEntity;
            if (EntityKey.TryDigest(key, start + i, scratch, out var digest))
            {
                ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, digest, out var exists);
                number = exists ? number : _numbers.Count - 1;
                entities[i] = number;
            }
        }
    }

    public override void Find(ReadOnlySpan<CanonicalColumn> key, int start, Span<int> entities)
    {
        Span<byte> scratch = stackalloc byte[EntityKey.ScratchBytes(key.Length)];
        for (var i = 0; i < entities.Length; i++)
        {
            entities[i] = EntityKey.TryDigest(key, start + i, scratch, out var digest) && _numbers.TryGetValue(digest, out var number) ? number : NoEntity;
        }
    }
}
