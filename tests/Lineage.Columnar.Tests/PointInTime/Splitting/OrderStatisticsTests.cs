using Lineage.Columnar.PointInTime.Splitting;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

public sealed class OrderStatisticsTests
{
    [Fact]
    public void SelectAndAround_RandomNumbers_AreThoseOfTheSorted()
    {
        var random = new Random(3);
        for (var turn = 0; turn < 200; turn++)
        {
            var bits = random.Next(1, 65);
            var values = Enumerable.Range(0, random.Next(1, 100)).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits)).ToArray();
            values[0] = random.Next(3) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => values[0] };
            var sorted = values.Order().ToArray();
            var rank = random.Next(values.Length);

            var value = OrderStatistics.Select(values, rank);

            Assert.Equal(sorted[rank], value);
            var greater = sorted.Where(other => other > value).ToList();
            Assert.Equal(
                (sorted.LongCount(other => other < value), sorted.LongCount(other => other == value), greater.Count > 0 ? greater[0] : (long?)null),
                OrderStatistics.Around(values, value));
        }
    }
}
