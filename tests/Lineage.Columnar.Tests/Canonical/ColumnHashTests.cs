using System.Buffers.Binary;
using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Tests.Reading;

namespace Lineage.Columnar.Tests.Canonical;

/// <summary>The words of the <c>fast</c> fingerprint, of blocks of any physical type, beside those of the canonical bytes.</summary>
public sealed class ColumnHashTests
{
    private static readonly CellKey HashKey = CellKey.Of("column"u8);

    [Fact]
    public async Task Hash_OfEveryTypeAndBlock_IsThatOfTheCanonicalBytes()
    {
        foreach (var name in Samples.Names)
        {
            await using var source = await TableSource.OpenAsync(Samples.PathOf(name));
            await foreach (var batch in source.ReadAsync())
            {
                foreach (var field in batch.Schema.FieldsList)
                {
                    var column = CanonicalColumn.Create(field, batch.Column(field.Name), name);
                    AssertHashes(column);
                    Assert.All(Enumerable.Range(0, column.Length), row => Assert.Equal(column.IsNull(row), column.Format(row) is null));
                    Assert.Equal(Enumerable.Range(0, column.Length).Count(column.IsNull), column.CountNulls());
                }
            }
        }
    }

    [Fact]
    public void Hash_OfValuesBeyondOneWord_IsThatOfTheCanonicalBytes()
    {
        AssertHashes(Of(new UInt64Array.Builder().Append(1).AppendNull().Append(ulong.MaxValue).Append(1UL << 63).Append(long.MaxValue).Build()));
        foreach (var unit in Enum.GetValues<TimeUnit>())
        {
            // The counts around the last that fits into 64 bits of nanoseconds, either way.
            var limit = long.MaxValue / (long)Math.Pow(1000, 3 - (int)unit);
            AssertHashes(Of(Times(new TimestampType(unit, (string?)null), [0, limit, limit - 1, -limit, long.MaxValue, long.MinValue, -1])));
        }
    }

    private static TimestampArray Times(TimestampType type, long[] counts) => new(
        type, new ArrowBuffer.Builder<long>().AppendRange(counts).Build(), new ArrowBuffer(new byte[] { 0b1110_1111 }), counts.Length, 1, 0);

    /// <summary>All rows from a third on, so that blocks begin within a byte of the validity bits.</summary>
    private static void AssertHashes(CanonicalColumn column)
    {
        var start = column.Length / 3;
        var (a, b) = (new ulong[column.Length - start], new ulong[column.Length - start]);
        column.Hash(start, HashKey, a, b);
        for (var i = 0; i < a.Length; i++)
        {
            Assert.Equal(HashOf(column, start + i), (a[i], b[i]));
        }

        AssertEncoded(column, start, a.Length);
    }

    /// <summary>Rows written a block at a time, backwards into one buffer, are those written one by one.</summary>
    private static void AssertEncoded(CanonicalColumn column, int start, int rows)
    {
        var lengths = Enumerable.Repeat(1, rows).ToArray();
        column.AddLengths(start, lengths);
        byte[][] expected = [.. Enumerable.Range(start, rows).Select(row => Encode(column, row))];
        Assert.Equal(expected.Select(bytes => 1 + bytes.Length), lengths);
        var buffer = new byte[expected.Sum(bytes => bytes.Length)];
        var places = new int[rows];
        for (var i = rows - 2; i >= 0; i--)
        {
            places[i] = places[i + 1] + expected[i + 1].Length;
        }

        column.EncodeAt(start, buffer, places);
        Assert.Equal(expected.Reverse().SelectMany(bytes => bytes), buffer);
        Assert.Equal(places.SkipLast(1).Select((place, i) => place - expected[i].Length), places.Skip(1));
    }

    /// <summary>Decision 7, from the canonical bytes.</summary>
    private static (ulong A, ulong B) HashOf(CanonicalColumn column, int row)
    {
        var bytes = Encode(column, row);
        if (bytes is [0])
        {
            return (HashKey.NullA, HashKey.NullB);
        }

        ulong? word = column.LogicalType switch
        {
            LogicalType.Boolean => bytes[1],
            LogicalType.Integer or LogicalType.Float or LogicalType.Date or LogicalType.Time or LogicalType.Timestamp or LogicalType.TimestampUtc or LogicalType.Duration
                when bytes[0] == 1 => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(1)),
            LogicalType.Decimal => WordOfDecimal(bytes),
            _ => null,
        };
        ulong a, b;
        if (word is { } value)
        {
            CellHash.Word(HashKey, value, out a, out b);
        }
        else
        {
            CellHash.Bytes(HashKey, column.LogicalType is LogicalType.String or LogicalType.Binary ? bytes.AsSpan(5) : bytes, out a, out b);
        }

        return (a, b);
    }

    /// <summary>Unscaled value and scale, in 56 and 8 bits where they fit.</summary>
    private static ulong? WordOfDecimal(byte[] bytes)
    {
        var (scale, unscaled) = (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(1)), new BigInteger(bytes.AsSpan(9)));
        return unscaled >= -BigInteger.Pow(2, 55) && unscaled < BigInteger.Pow(2, 55) && scale is >= -128 and <= 127
            ? unchecked(((ulong)(long)unscaled << 8) | (byte)scale)
            : null;
    }

    private static byte[] Encode(CanonicalColumn column, int row)
    {
        var writer = new CanonicalWriter();
        column.Encode(row, writer);
        return writer.Written.ToArray();
    }

    private static CanonicalColumn Of(IArrowArray array) => CanonicalColumn.Create(new Field("x", array.Data.DataType, true), array, "memory");
}
