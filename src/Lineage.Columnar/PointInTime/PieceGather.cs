using System.Collections.Concurrent;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Arrays;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>A column of any type, whose rows are copied out piece by piece and put together at the end.</summary>
internal sealed class PieceGather(IArrowType type) : GatheredColumn
{
    private readonly ConcurrentBag<(int Place, ArrayData Rows)> _pieces = [];

    public override void Add(int place, ArrayData data, ReadOnlySpan<int> rows) => _pieces.Add((place, Take.Plain(data, rows)));

    public override ArrayData Build() =>
        _pieces.IsEmpty ? EmptyArray.Of(type) : Take.Unite([.. _pieces.OrderBy(piece => piece.Place).Select(piece => piece.Rows)]);
}
