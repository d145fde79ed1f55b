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

    private SplitContent(SplitTable split, List<Field> fields)
    {
        Table = split.Table;
        Range = new(split.Split, 0, null, null);
        _row = new byte[(fields.Count + 1) * DigestBytes];
        var columns = string.Concat(fields.Select(field => $"{field.Name.Length}:{field.Name}{LogicalType.Of(field)};"));
        XxHash128.Hash(Encoding.UTF8.GetBytes(columns), _row);
    }

    public ITableSource Table { get; }

    public SplitRange Range { get; private set; }

    public static async Task<SplitContent> ReadAsync(
        SplitTable split, IReadOnlyList<string> entityKeys, string? timeColumn, TableScan scan, CancellationToken ct)
    {
        var fields = split.Table.Schema.FieldsList.OrderBy(field => field.Name, StringComparer.Ordinal).ToList();
        var content = new SplitContent(split, fields);
        List<string> columns = [.. entityKeys, .. fields.Select(field => field.Name)];
        var time = timeColumn is null ? -1 : columns.LastIndexOf(timeColumn);
        var key = new EntityKey(entityKeys.Count);
        var (rows, from, to) = (0L, (Instant?)null, (Instant?)null);
        await foreach (var batch in scan.ReadAsync(split.Table, columns, $"split {split.Split}", ct))
        {
            for (var row = 0; row < batch.Length; row++)
            {
                content.Add(batch, key, row);
                if (time >= 0 && batch.Columns[time].TryGetInstant(row, out var instant))
                {
                    from = from is null || instant < from ? instant : from;
                    to = to is null || instant > to ? instant : to;
                }
            }

            rows += batch.Length;
        }

        content.Range = new(split.Split, rows, from, to);
        return content;
    }

    public bool HasEntity(UInt128 entity) => _entities.Contains(entity);

    public long SharedEntities(SplitContent other) => _entities.Count <= other._entities.Count
        ? _entities.LongCount(other._entities.Contains)
        : other._entities.LongCount(_entities.Contains);

    /// <summary>The other's rows that stand here as well.</summary>
    public long DuplicateRows(SplitContent other) => other._rows.Where(row => _rows.ContainsKey(row.Key)).Sum(row => row.Value);

    private void Add(ScannedBatch batch, EntityKey key, int row)
    {
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
