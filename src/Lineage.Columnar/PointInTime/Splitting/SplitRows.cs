using System.Buffers.Binary;
using System.IO.Hashing;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>What counts of some rows: their entities, times, hashes and classes. One worker's, filled anew for every block.</summary>
internal sealed class SplitRows
{
    /// <summary>The most rows of a block.</summary>
    public const int Most = 1024;

    private const int DigestBytes = 16;
    private readonly SplitSpecification _specification;
    private readonly SplitColumns _columns;
    private readonly ClassLookup? _strata;
    private readonly ClassLookup? _labels;
    private readonly CellDigests _digests = new(Most);
    private readonly UInt128[] _cells = new UInt128[Most];
    private readonly bool[] _isNull = new bool[Most];
    private readonly long[] _nanoseconds = new long[Most];
    private readonly byte[] _joined;

    /// <param name="specification">A valid one.</param>
    /// <param name="columns">Where its columns are.</param>
    /// <param name="strata">The classes that rows are stratified by; null where they are not.</param>
    /// <param name="labels">The values of the label; null where they are not counted.</param>
    public SplitRows(SplitSpecification specification, SplitColumns columns, ClassIndex? strata, ClassIndex? labels)
    {
        (_specification, _columns) = (specification, columns);
        _strata = strata is null ? null : new(strata);
        _labels = labels is null ? null : new(labels);
        _joined = new byte[Most * DigestBytes * Math.Max(columns.Keys.Length + 1, columns.Strata.Length)];
    }

    /// <summary>How many rows the block has.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a row lacks a part of its key.</summary>
    public bool[] HasNoKey { get; } = new bool[Most];

    /// <summary>Whether a row lacks its label time; false where none is named.</summary>
    public bool[] HasNoTime { get; } = new bool[Most];

    /// <summary>The digests of the entities.</summary>
    public UInt128[] Entities { get; } = new UInt128[Most];

    /// <summary>The label times in nanoseconds since 1970.</summary>
    public Int128[] Times { get; } = new Int128[Most];

    /// <summary>The hashes of what chance decides over: the identity, or, by entity, the entity.</summary>
    public ulong[] Hashes { get; } = new ulong[Most];

    /// <summary>The numbers of the classes that rows are stratified by.</summary>
    public int[] Strata { get; } = new int[Most];

    /// <summary>The numbers of the labels.</summary>
    public int[] Labels { get; } = new int[Most];

    /// <summary>Reads the rows from <paramref name="start"/> on.</summary>
    public void Read(CanonicalColumn[] columns, int start, int count)
    {
        Count = count;
        Array.Clear(HasNoKey);
        ReadTimes(columns, start);
        ReadIdentities(columns, start);
        if (_strata is not null)
        {
            Join(columns, start, _columns.Strata, _columns.Strata.Length, _isNull);
            for (var row = 0; row < count; row++)
            {
                Strata[row] = _strata.NumberOf(XxHash128.HashToUInt128(Joined(row, _columns.Strata.Length, _columns.Strata.Length)), null, row);
            }
        }

        if (_labels is not null)
        {
            ReadLabels(columns[_columns.Label!.Value], start);
        }
    }

    /// <summary>Why a row comes into no split whatever the kind; null where nothing speaks against it.</summary>
    public NoSplit? ReasonOf(int row) => HasNoKey[row] ? NoSplit.NullKey : HasNoTime[row] ? NoSplit.NullTime : null;

    private void ReadTimes(CanonicalColumn[] columns, int start)
    {
        if (_columns.Time is not { } place)
        {
            return;
        }

        var column = columns[place];
        var nanoseconds = _nanoseconds.AsSpan(0, Count);
        if (!column.TryGetTimes(start, nanoseconds))
        {
            throw new InvalidOperationException("A time column without times passed the check.");
        }

        for (var row = 0; row < nanoseconds.Length; row++)
        {
            HasNoTime[row] = nanoseconds[row] == CanonicalColumn.NullTime;
            Times[row] = nanoseconds[row];

            // The ends stand for everything beyond 64 bits as well, and such times may still differ.
            if (nanoseconds[row] is CanonicalColumn.NullTime + 1 or long.MaxValue && column.TryGetInstant(start + row, out var instant))
            {
                Times[row] = instant.UnixNanoseconds;
            }
        }
    }

    private void ReadIdentities(CanonicalColumn[] columns, int start)
    {
        var keys = _columns.Keys.Length;
        if (keys == 0)
        {
            return;
        }

        var isByEntity = _specification.Kind == SplitKind.Entity;
        var hasHash = _specification.Seed.HasValue;
        var parts = hasHash && !isByEntity ? keys + 1 : keys;
        Join(columns, start, _columns.Keys, parts, HasNoKey);
        if (parts > keys)
        {
            Join(columns, start, _columns.Time!.Value, keys, parts, _isNull);
        }

        var seed = _specification.Seed.GetValueOrDefault();
        for (var row = 0; row < Count; row++)
        {
            Entities[row] = XxHash128.HashToUInt128(Joined(row, keys, parts));
            if (hasHash)
            {
                Hashes[row] = SplitHash.Of(seed, isByEntity ? Entities[row] : XxHash128.HashToUInt128(Joined(row, parts, parts)));
            }
        }
    }

    private void ReadLabels(CanonicalColumn column, int start)
    {
        _digests.Read(column, start, _cells.AsSpan(0, Count), _isNull);
        for (var row = 0; row < Count; row++)
        {
            Labels[row] = _labels!.NumberOf(_cells[row], column, start + row);
        }
    }

    private void Join(CanonicalColumn[] columns, int start, int[] places, int parts, bool[] isNull)
    {
        for (var part = 0; part < places.Length; part++)
        {
            Join(columns, start, places[part], part, parts, isNull);
        }
    }

    private void Join(CanonicalColumn[] columns, int start, int place, int part, int parts, bool[] isNull)
    {
        _digests.Read(columns[place], start, _cells.AsSpan(0, Count), isNull);
        for (var row = 0; row < Count; row++)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(_joined.AsSpan(((row * parts) + part) * DigestBytes), _cells[row]);
        }
    }

    /// <summary>The first digests of a row of so many.</summary>
    private ReadOnlySpan<byte> Joined(int row, int first, int parts) => _joined.AsSpan(row * parts * DigestBytes, first * DigestBytes);
}
