using System.Text;
using System.Text.Json.Nodes;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Core.Tests.Datasets;

/// <summary>Fingerprints with buckets and cut-offs as the graph keeps them.</summary>
public sealed class DataFingerprintTests
{
    private const int LargestDocument = 40_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ToTableFingerprint_OfWhatWasKept_IsTheSame()
    {
        var computed = await ComputeAsync(hours: [null, -30, -1, 0, 5, 100, 1_000]);

        var kept = Reread(DataFingerprint.From(computed)).ToTableFingerprint("f");

        Assert.Equal(computed.ToString(), kept.ToString());
        Assert.Null(computed.TimeBuckets!.Buckets[0].Start);
        Assert.Equal((computed.TimeBuckets.Column, computed.TimeBuckets.Width), (kept.TimeBuckets!.Column, kept.TimeBuckets.Width));
        Assert.Equal(computed.TimeBuckets.Buckets, kept.TimeBuckets.Buckets);
        Assert.Equal(computed.EntityBuckets!.Keys, kept.EntityBuckets!.Keys);
        Assert.Equal(computed.EntityBuckets.Buckets, kept.EntityBuckets.Buckets);
        Assert.Equal(computed.CutOffs.Select(c => (c.CutOff, c.Fingerprint.ToString())), kept.CutOffs.Select(c => (c.CutOff, c.Fingerprint.ToString())));
        Assert.Equal(computed.CutOffs[0].Fingerprint.TimeBuckets!.Buckets, kept.CutOffs[0].Fingerprint.TimeBuckets!.Buckets);
        Assert.Equal(FingerprintVerdict.Identical, FingerprintComparison.Compare(computed, kept).Verdict);
    }

    [Fact]
    public async Task Serialize_OfAllBucketsThatThereCanBe_StaysSmall()
    {
        var computed = await ComputeAsync([.. Enumerable.Range(0, 20_000).Select(i => (int?)i)]);
        var content = new Source { Fingerprint = DataFingerprint.From(computed with { CutOffs = [] }) };

        Assert.InRange(computed.TimeBuckets!.Buckets.Count, 80, BucketRules.MaxTimeBuckets);
        Assert.Equal(BucketRules.MaxEntityBuckets, computed.EntityBuckets!.Buckets.Count);
        Assert.InRange(NodeContentJson.Serialize(NodeKind.Source, content).Length, 1, LargestDocument);
    }

    [Fact]
    public async Task Deserialize_OfADocumentWithoutBuckets_HasNone()
    {
        var document = JsonNode.Parse(NodeContentJson.Serialize(NodeKind.Source, new Source { Fingerprint = DataFingerprint.From(await ComputeAsync([1, 2])) }))!;
        var fingerprint = document["fingerprint"]!.AsObject();
        Assert.True(fingerprint.Remove("timeBuckets") && fingerprint.Remove("entityBuckets") && fingerprint.Remove("cutOffs"));

        var kept = ((Source)NodeContentJson.Deserialize(NodeKind.Source, Encoding.UTF8.GetBytes(document.ToJsonString()))).Fingerprint!;

        Assert.Equal((null, null, null), (kept.TimeBuckets, kept.EntityBuckets, kept.CutOffs));
        Assert.Equal(2, kept.ToTableFingerprint("f").Rows);
    }

    [Fact]
    public void ToTableFingerprint_WithAColumnTwice_IsRefused()
    {
        var digest = new string('0', 32);
        var column = new ColumnDigest("a", "integer", Nullable: false, 0, digest);
        var twice = new DataFingerprint { Algorithm = "fast", Order = "multiset", Schema = digest, Content = digest, Rows = 1, Columns = [column, column], Text = $"lf1:{digest}.{digest}.1" };

        var refusal = Assert.Throws<Core.Errors.LineageException>(() => twice.ToTableFingerprint("f"));

        Assert.Equal("f.columns[1].name", Assert.Single(refusal.Violations).Field);
    }

    private static DataFingerprint Reread(DataFingerprint fingerprint)
    {
        var document = NodeContentJson.Serialize(NodeKind.Source, new Source { Fingerprint = fingerprint });
        return ((Source)NodeContentJson.Deserialize(NodeKind.Source, document)).Fingerprint!;
    }

    private static Task<TableFingerprint> ComputeAsync(int?[] hours)
    {
        var table = MemoryFiles.Table("t", ("at", [.. hours.Select(h => h is { } hour ? (object)MemoryFiles.At(hour) : null)]), ("id", [.. hours.Select(h => $"{h}")]));
        var options = new FingerprintOptions { EventTimeColumn = "at", EntityKeys = ["id"], CutOffs = [new(new EventTime(Instant.FromDateTimeOffset(MemoryFiles.At(4))))] };
        return Fingerprinter.ComputeAsync(table, options, ct: Token);
    }
}
