using Lineage.Columnar.PointInTime;

namespace Lineage.Columnar.Tests.PointInTime;

public sealed class RadixSortTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 5, 5)]
    [InlineData(1000, 0, 10)]
    [InlineData(1000, -1_000_000, 1_000_000)]
    [InlineData(1000, long.MinValue, long.MaxValue)]
    public void Sort_AnyKeys_OrdersItemsAndKeepsTheOrderOfEqualOnes(int count, long least, long greatest)
    {
        var random = new Random(count);
        foreach (var unit in (long[])[1, 1000, 1 << 20])
        {
            var keys = Enumerable.Range(0, count).Select(_ => random.NextInt64(least / unit, Math.Max((least / unit) + 1, greatest / unit)) * unit).ToArray();
            var items = Enumerable.Range(0, count).ToArray();

            RadixSort.Sort(keys, items);

            Assert.Equal(Enumerable.Range(0, count).OrderBy(item => keys[item]), items);
        }
    }
}
