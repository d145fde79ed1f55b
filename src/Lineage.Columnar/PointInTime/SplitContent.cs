using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.PointInTime;

/// <summary>The entities, rows and times of a split, as digests; <see cref="CellValue"/> says why that is enough.</summary>
internal sealed class SplitContent
{
    private const int DigestBytes = 16;
    private readonly HashSet<UInt128> _entities = [];
    private readonly Dictionary<UInt128, long> _rows = [];

    // The columns' names and logical types go before every row: rows of different columns are never equal.
    private readonly byte[] _row;

    private readonly string _split;
    private readonly Func<long, bool>? _isOwn;
    private long _count;
    private Instant? _from;
    private Instant? _to;

    /// <param name="split">The split and the table that its rows are in.</param>
    /// <param name="isOwn">Whether a row of the table is the split's; null where all are.</param>
    public SplitContent(SplitTable split, Func<long, bool>? isOwn = null)
    {
        (Table, _split, _isOwn) = (split.Table, split.Split, isOwn);
        var fields = FieldsOf(split.Table);
        _row = new byte[(fields.Count + 1) * DigestBytes];
        var columns = string.Concat(fields.Select(field => $"{field.Name.Length}:{field.Name}{LogicalType.Of(field)};"));
        XxHash128.Hash(Encoding.UTF8.GetBytes(columns), _row);
    }

    public ITableSource Table { get; }

    public SplitRange Range => new(_split, _count, _from, _to);

    /// <summary>Reads a table once, for all the splits whose rows are in it.</summary>
    /// <returns>The rows of the table, those of no split included.</returns>
    public static async Task<long> ReadAsync(
        IReadOnlyList<SplitContent> splits, IReadOnlyList<string> entityKeys, string? timeColumn, TableScan scan, string stage, CancellationToken ct)
    {
        var table = splits[0].Table;
        List<string> columns = [.. entityKeys, .. FieldsOf(table).Select(field => field.Name)];
        var time = timeColumn is null ? -1 : columns.LastIndexOf(timeColumn);
        var key = new EntityKey(entityKeys.Count);
        var rows = 0L;
        await foreach (var batch in scan.ReadAsync(table, columns, stage, ct))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                foreach (var split in splits)
                {
                    if (split.Has(batch.FirstRow + row))
                    {
                        split.Add(batch, key, row, time);
                        break;
                    }
                }
            }

            rows += batch.Length;
        }

        return rows;
    }

    /// <summary>Whether a row of the table is the split's.</summary>
    public bool Has(long row) => _isOwn is null || _isOwn(row);

    public bool HasEntity(UInt128 entity) => _entities.Contains(entity);

    public long SharedEntities(SplitContent other) => _entities.Count <= other._entities.Count
        ? _entities.LongCount(other._entities.Contains)
        : other._entities.LongCount(_entities.Contains);

    /// <summary>The other's rows that stand here as well.</summary>
    public long DuplicateRows(SplitContent other) => other._rows.Where(row => _rows.ContainsKey(row.Key)).Sum(row => row.Value);

    private static List<Field> FieldsOf(ITableSource table) => [.. table.Schema.FieldsList.OrderBy(field => field.Name, StringComparer.Ordinal)];

    private void Add(ScannedBatch batch, EntityKey key, int row, int time)
    {
        _count++;
        if (time >= 0 && batch.Columns[time].TryGetInstant(row, out var instant))
        {
            _from = _from is null || instant < _from ? instant : _from;
            _to = _to is null || instant > _to ? instant : _to;
        }

        if (key.TryDigest(batch, row, out var entity))
        {
            _entities.Add(entity);
        }

        for (var column = key.Columns; column < batch.Columns.Length; column++)
        {
            var value = CellValue.Of(batch.Columns[column], row, ValueComparison.Canonical);
            BinaryPrimitives.WriteUInt128LittleEndian(_row.AsSpan((column - key.Columns + 1) * DigestBytes), value);
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_rows, XxHash128.HashToUInt128(_row), out _)++;
    }
}
