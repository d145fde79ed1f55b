using Lineage.Columnar.PointInTime.Splitting;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

public sealed class DistinctCountTests
{
    [Fact]
    public void Count_AsManyAsAreKept_IsExact()
    {
        var random = new Random(1);
        for (var turn = 0; turn < 200; turn++)
        {
            var count = new DistinctCount();
            var digests = Enumerable.Range(0, random.Next(0, 2_000)).Select(_ => new UInt128(0, (ulong)random.Next(0, 1_000) << random.Next(0, 54))).ToList();

            digests.ForEach(count.Add);

            Assert.Equal((digests.Distinct().Count(), true), (count.Count, count.IsExact));
        }
    }

    [Fact]
    public void Count_MoreThanAreKept_IsNearAndTheSameInAnyOrderAndParts()
    {
        const int Most = 4_096;
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var digests = Enumerable.Range(0, 100_000).Select(_ => new UInt128(0, (ulong)random.NextInt64())).ToArray();
            var whole = new DistinctCount(Most);
            System.Array.ForEach(digests, whole.Add);
            random.Shuffle(digests);
            var (left, right) = (new DistinctCount(Most), new DistinctCount(Most));
            System.Array.ForEach(digests[..70_000], left.Add);
            System.Array.ForEach(digests[60_000..], right.Add);

            left.Add(right);

            Assert.Equal((whole.Count, false), (left.Count, left.IsExact));
            Assert.InRange(whole.Count, 92_000, 108_000);
        }
    }
}
