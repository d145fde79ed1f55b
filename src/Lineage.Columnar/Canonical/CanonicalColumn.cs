using System.Buffers.Binary;
using System.IO.Hashing;
using Apache.Arrow;
using Lineage.Columnar.Kernels;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

/// <summary>
/// A column seen as its values, whatever its physical type: two columns of one logical type hold the same value in a row exactly if its canonical
/// bytes are the same. What lies under nulls and outside a slice does not exist. It reads the array's memory, which must outlive it, and is not
/// for several threads at once.
/// </summary>
/// <remarks>
/// Canonical bytes, little-endian and self-delimiting: null is <c>00</c>, any other value <c>01</c> and then boolean 1 byte;
/// integer 8 bytes (above the signed range <c>02</c> and 8 bytes unsigned); float the 8 bytes of the double (NaN is 7FF8000000000000, negative zero is
/// zero); decimal without trailing zeros: 4 bytes scale, 4 bytes length, two's complement of least length (zero: scale 0, length 1);
/// string and binary 4 bytes length and the bytes; date 8 bytes days; time, timestamp and duration 8 bytes nanoseconds (beyond them
/// <c>02</c> and 16 bytes);
/// interval 4 bytes months, 4 bytes days, 8 bytes nanoseconds; list 4 bytes count and its elements; struct its fields in order of the names' UTF-8;
/// map 4 bytes count and its key-value pairs in order of their bytes, since a map has no order of its own.
/// </remarks>
public abstract class CanonicalColumn
{
    internal const byte NullTag = 0;
    internal const byte ValueTag = 1;

    /// <summary>Stands for null among nanoseconds.</summary>
    internal const long NullTime = long.MinValue;

    /// <summary>Stands for null among numbers of rows.</summary>
    internal const int NullRow = -1;

    private CanonicalWriter? _scratch;

    private protected CanonicalColumn(string logicalType, int length)
    {
        LogicalType = logicalType;
        Length = length;
    }

    /// <summary>How many rows.</summary>
    public int Length { get; }

    /// <summary>As <see cref="Canonical.LogicalType.Of(Field)"/> says.</summary>
    public string LogicalType { get; }

    /// <summary>Wraps an array after validating it.</summary>
    /// <exception cref="TableFormatException">The array contradicts itself or its type is not supported.</exception>
    public static CanonicalColumn Create(Field field, IArrowArray array, string source) =>
        TableFormatBorder.Guard(source, field.Name, null, () =>
        {
            ArrayValidator.Validate(array.Data, source, field.Name);
            return CanonicalColumnFactory.Create(array.Data);
        });

    /// <summary>Whether the row holds no value.</summary>
    public abstract bool IsNull(int row);

    /// <summary>How many rows hold no value.</summary>
    public virtual long CountNulls()
    {
        long nulls = 0;
        for (var row = 0; row < Length; row++)
        {
            nulls += IsNull(row) ? 1 : 0;
        }

        return nulls;
    }

    /// <summary>Appends the canonical bytes of the row.</summary>
    public abstract void Encode(int row, CanonicalWriter writer);

    /// <summary>Adds to each place how many canonical bytes a row has, for as many rows from <paramref name="start"/> on.</summary>
    internal virtual void AddLengths(int start, Span<int> lengths)
    {
        var scratch = _scratch ??= new();
        for (var i = 0; i < lengths.Length; i++)
        {
            scratch.Clear();
            Encode(start + i, scratch);
            lengths[i] += scratch.Length;
        }
    }

    /// <summary>Writes the canonical bytes of rows, each to its place in the buffer, and moves the places behind them.</summary>
    internal virtual void EncodeAt(int start, Span<byte> buffer, Span<int> places)
    {
        var scratch = _scratch ??= new();
        for (var i = 0; i < places.Length; i++)
        {
            scratch.Clear();
            Encode(start + i, scratch);
            scratch.Written.CopyTo(buffer[places[i]..]);
            places[i] += scratch.Length;
        }
    }

    /// <summary>As <see cref="AddLengths(int, Span{int})"/>, of rows in any order; a row of <see cref="NullRow"/> is null.</summary>
    internal virtual void AddLengths(ReadOnlySpan<int> rows, Span<int> lengths)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] == NullRow)
            {
                lengths[i]++;
            }
            else
            {
                AddLengths(rows[i], lengths.Slice(i, 1));
            }
        }
    }

    /// <summary>As <see cref="EncodeAt(int, Span{byte}, Span{int})"/>, of rows in any order; a row of <see cref="NullRow"/> is null.</summary>
    internal virtual void EncodeAt(ReadOnlySpan<int> rows, Span<byte> buffer, Span<int> places)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] == NullRow)
            {
                buffer[places[i]++] = NullTag;
            }
            else
            {
                EncodeAt(rows[i], buffer, places.Slice(i, 1));
            }
        }
    }

    /// <summary>The value for people; null where it is null.</summary>
    public abstract string? Format(int row);

    /// <summary>XXH3-128 of the canonical bytes.</summary>
    public UInt128 Digest(int row)
    {
        var scratch = _scratch ??= new();
        scratch.Clear();
        Encode(row, scratch);
        return XxHash128.HashToUInt128(scratch.Written);
    }

    /// <summary>The <c>fast</c> hashes of as many rows from <paramref name="start"/> on as there is room for; both spans have one length.</summary>
    internal virtual void Hash(int start, in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            HashBytes(start + i, key, out a[i], out b[i]);
        }
    }

    /// <summary>Adds the <c>fast</c> hashes of a block of rows to the rows and to the column.</summary>
    internal virtual void Accumulate(int start, in RowBlock block, ColumnAccumulator column)
    {
        Hash(start, column.Key, block.CellA, block.CellB);
        CellSums.Add(new HashedCells(block), block, ref column.Sum);
    }

    /// <summary>
    /// The instants of rows as nanoseconds since 1970 UTC, those beyond 64 bits as the nearest end, nulls as <see cref="NullTime"/>. False for types without instants.
    /// </summary>
    internal virtual bool TryGetTimes(int start, Span<long> nanoseconds)
    {
        for (var i = 0; i < nanoseconds.Length; i++)
        {
            if (TryGetInstant(start + i, out var instant))
            {
                nanoseconds[i] = (long)Int128.Clamp(instant.UnixNanoseconds, NullTime + 1, long.MaxValue);
            }
            else if (IsNull(start + i))
            {
                nanoseconds[i] = NullTime;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// As <see cref="TryGetTimes"/>, but exact: false also where an instant is not within 64 bits of nanoseconds, both ends excluded.
    /// </summary>
    internal virtual bool TryGetExactTimes(int start, Span<long> nanoseconds)
    {
        for (var i = 0; i < nanoseconds.Length; i++)
        {
            if (TryGetInstant(start + i, out var instant))
            {
                if (instant.UnixNanoseconds <= long.MinValue || instant.UnixNanoseconds >= long.MaxValue)
                {
                    return false;
                }

                nanoseconds[i] = (long)instant.UnixNanoseconds;
            }
            else if (IsNull(start + i))
            {
                nanoseconds[i] = NullTime;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The values of a column of integers: for each row the tag of its canonical bytes, and the 8 bytes behind it, which are anything for a null. True where every tag is that of a
    /// signed value; the tags themselves may be left out then.
    /// </summary>
    internal virtual bool GetIntegers(int start, Span<byte> tags, Span<long> values)
    {
        var scratch = _scratch ??= new();
        for (var i = 0; i < values.Length; i++)
        {
            scratch.Clear();
            Encode(start + i, scratch);
            tags[i] = scratch.Written[0];
            values[i] = tags[i] == NullTag ? 0 : BinaryPrimitives.ReadInt64LittleEndian(scratch.Written[1..]);
        }

        return false;
    }

    /// <summary>The <c>fast</c> hash of a row by its canonical bytes: that of every value which is neither one word nor a text.</summary>
    private protected void HashBytes(int row, in CellKey key, out ulong a, out ulong b)
    {
        if (IsNull(row))
        {
            (a, b) = (key.NullA, key.NullB);
            return;
        }

        var scratch = _scratch ??= new();
        scratch.Clear();
        Encode(row, scratch);
        CellHash.Bytes(key, scratch.Written, out a, out b);
    }

    /// <summary>
    /// The instant of a timestamp or the start (UTC) of a date. A timestamp without a zone is taken as UTC: the caller decides by
    /// <see cref="LogicalType"/> whether that is right. False for nulls and other types.
    /// </summary>
    public virtual bool TryGetInstant(int row, out Instant instant)
    {
        instant = default;
        return false;
    }

    /// <summary>The value of an integer, float or decimal, rounded to a double. False for nulls and other types.</summary>
    public virtual bool TryGetDouble(int row, out double value)
    {
        value = 0;
        return false;
    }
}
