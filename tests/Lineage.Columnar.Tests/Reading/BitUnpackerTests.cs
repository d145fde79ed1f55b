using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Tests.Reading;

public sealed class BitUnpackerTests
{
    [Fact]
    public void Unpack_AnyWidthPlaceAndLength_IsThatOfTheBitsOneByOne()
    {
        var random = new Random(1);
        for (var width = 0; width <= 32; width++)
        {
            for (var round = 0; round < 60; round++)
            {
                var (bit, count) = (random.Next(8), random.Next(0, 100));
                var bytes = new byte[((bit + (count * width) + 7) / 8) + random.Next(0, 20)];
                random.NextBytes(bytes);
                var (fast, scalar, expected) = (new int[count], new int[count], new int[count]);
                for (var i = 0; i < count * width; i++)
                {
                    var place = bit + i;
                    expected[i / width] |= (bytes[place >> 3] >> (place & 7) & 1) << (i % width);
                }

                BitUnpacker.Unpack(bytes, bit, width, fast);
                BitUnpacker.UnpackScalar(bytes, bit, width, scalar);

                Assert.Equal(expected, fast);
                Assert.Equal(expected, scalar);
            }
        }
    }

    [Fact]
    public void Spread_AnyValidity_PutsEachValueIntoItsSlot()
    {
        var random = new Random(2);
        foreach (var width in (int[])[1, 2, 4, 5, 8, 12, 16])
        {
            for (var round = 0; round < 60; round++)
            {
                var (first, count, share) = (random.Next(20), random.Next(1, 100), random.Next(5));
                var valid = Enumerable.Range(0, first + count).Select(_ => random.Next(4) < share).ToArray();
                var validity = new byte[(first + count + 7) / 8];
                for (var i = 0; i < valid.Length; i++)
                {
                    validity[i >> 3] |= (byte)(valid[i] ? 1 << (i & 7) : 0);
                }

                var (slots, expected, values) = (new byte[count * width], new byte[count * width], valid[first..].Count(isValid => isValid));
                random.NextBytes(slots);
                for (int i = 0, next = 0; i < count; i++)
                {
                    if (valid[first + i])
                    {
                        slots.AsSpan(next++ * width, width).CopyTo(expected.AsSpan(i * width));
                    }
                }

                Spreading.Spread(slots, width, values, validity, first);

                Assert.Equal(expected, slots);
            }
        }
    }
}
