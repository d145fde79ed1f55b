using Lineage.Columnar.PointInTime;

namespace Lineage.Columnar.Tests.PointInTime;

public sealed class IntegerTableTests
{
    public static TheoryData<string, long[]> Ranges => new()
    {
        { "small", [.. Enumerable.Range(-50, 3000).Select(key => (long)key)] },
        { "downwards", [.. Enumerable.Range(0, 5000).Select(key => -7L * key)] },
        { "wide", [.. Enumerable.Range(0, 5000).Select(key => key * 1_000_003L * (key % 2 == 0 ? 1 : -1))] },
        { "small, then wide", [.. Enumerable.Range(0, 2000).Select(key => (long)key), long.MaxValue, long.MinValue, -1] },
        { "at the end", [long.MaxValue, long.MaxValue - 1, long.MaxValue - 1000] },
        { "at the beginning", [long.MinValue, long.MinValue + 1000] },
        { "of equal low bits", [.. Enumerable.Range(0, 5000).Select(key => (long)key << 40)] },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Find_KeysThatWereAdded_HaveTheirNumbers(string name, long[] keys)
    {
        var table = new IntegerTable();
        var numbers = new Dictionary<long, int>();
        var random = new Random(name.Length);
        for (var i = 0; i < keys.Length * 2; i++)
        {
            var key = i < keys.Length ? keys[i] : keys[random.Next(keys.Length)];
            numbers.TryAdd(key, numbers.Count);
            Assert.Equal(numbers[key], table.GetOrAdd(key, numbers.Count - (numbers[key] == numbers.Count - 1 && i < keys.Length ? 1 : 0)));
        }

        long[] asked = [.. keys.SelectMany(key => new[] { key, key + 1, key - 1, key ^ long.MinValue }), 0];
        var found = new int[asked.Length];
        table.Find(asked, found);
        Assert.Equal(asked.Select(key => numbers.GetValueOrDefault(key, -1)), found);
    }

    [Fact]
    public void Find_NothingAdded_FindsNothing() => Assert.Equal(-1, new IntegerTable().Find(0));
}
