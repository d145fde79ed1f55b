using System.Text;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Tests.Fingerprinting;

public sealed class EntityBucketTests
{
    [Fact]
    public void Finish_AnyKeys_IsWhatTheOracleSays()
    {
        string[][] keys = [["name"], ["number"], ["name", "number"], ["number", "name"]];
        for (var seed = 0; seed < 12; seed++)
        {
            var random = new Random(seed);
            var rows = TimedRows.Generate(random, random.Next(300));
            var key = keys[seed % keys.Length];
            var expected = rows.GroupBy(row => BucketOf(row, key)).OrderBy(group => group.Key).Select(group => new EntityBucket(group.Key, group.Count(), TimedRows.BucketDigest(group)));

            var buckets = TimedRows.StateOf(rows, TimedRows.Options with { EntityKeys = key }, random.Next(1, 100)).Finish().EntityBuckets!;

            Assert.Equal(key, buckets.Keys);
            Assert.Equal(expected, buckets.Buckets);
        }
    }

    [Fact]
    public void Finish_KeysInOtherOrder_HasTheSameBuckets()
    {
        var rows = TimedRows.Generate(new Random(1), 300);

        var first = TimedRows.StateOf(rows, TimedRows.Options with { EntityKeys = ["name", "number"] }).Finish().EntityBuckets!;
        var second = TimedRows.StateOf(rows, TimedRows.Options with { EntityKeys = ["number", "name"] }).Finish().EntityBuckets!;

        Assert.Equal(first.Buckets, second.Buckets);
    }

    [Fact]
    public void Finish_ManyEntities_SpreadEvenly()
    {
        // Chi-square of 255 degrees of freedom has a standard deviation of 22.6.
        var rows = Enumerable.Range(0, 25_600).Select(i => new TimedRow(null, null, null, i, null)).ToArray();

        var buckets = TimedRows.StateOf(rows, TimedRows.Options).Finish().EntityBuckets!.Buckets;

        Assert.Equal(256, buckets.Count);
        Assert.InRange(buckets.Sum(bucket => (bucket.Rows - 100) * (bucket.Rows - 100) / 100.0), 255 - (5 * 22.6), 255 + (5 * 22.6));
    }

    private static int BucketOf(TimedRow row, string[] keys)
    {
        var sum = 0UL;
        foreach (var name in keys)
        {
            var key = CellKey.Of([.. TextOf(name), .. TextOf(name == "name" ? "string" : "integer")]);
            var a = key.NullA;
            if (name == "name" && row.Name is { } text)
            {
                CellHash.Bytes(key, Encoding.UTF8.GetBytes(text), out a, out _);
            }
            else if (name == "number" && row.Number is { } number)
            {
                CellHash.Word(key, (ulong)number, out a, out _);
            }

            sum += a;
        }

        return (int)(sum >> 56);
    }

    private static byte[] TextOf(string text) => [.. BitConverter.GetBytes(text.Length), .. Encoding.UTF8.GetBytes(text)];
}
