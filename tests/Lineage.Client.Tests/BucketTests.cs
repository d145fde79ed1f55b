using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Lineage.Client.Tests;

/// <summary>Buckets, cut-offs and states: what is made here and what the service makes are field by field the same.</summary>
public sealed class BucketTests(RealServer server) : IClassFixture<RealServer>
{
    private const int Rows = 300;
    private const long Before1970 = -100;
    private static readonly TimestampType Times = new(TimeUnit.Nanosecond, "UTC");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static V1.FingerprintOptions Options => new()
    {
        EventTimeColumn = "at",
        KnownAtColumn = "known",
        EntityKeys = { "id" },
        CutOffs = { new V1.CutOff { EventTime = new() { Seconds = Before1970 + 50, Nanos = 999_999_999 } }, new V1.CutOff { EventTime = At(150), KnownAt = At(100) } },
    };

    [Fact]
    public async Task Fingerprint_WithBuckets_IsTheSameHereAndThere()
    {
        using var client = server.Connect();
        var file = await WriteAsync("buckets.arrow", 0, Rows);

        var local = await LineageClient.FingerprintFileAsync(file, Options, cancellationToken: Token);

        Assert.Equal(local, await client.FingerprintPathAsync("buckets.arrow", Options, cancellationToken: Token));
        Assert.Equal(local, await client.UploadAsync(file, Options, cancellationToken: Token));
        Assert.Null(local.Fingerprint.TimeBuckets.Buckets[0].StartTime);
        Assert.True(local.Fingerprint.TimeBuckets.Buckets[1].StartTime.Seconds < 0);
        Assert.Equal(Options.CutOffs, local.Fingerprint.CutOffs.Select(c => c.CutOff));
    }

    [Fact]
    public async Task CompareFiles_WithBuckets_IsTheSameHereAndThere()
    {
        using var client = server.Connect();
        var (before, after) = (await WriteAsync("before.arrow", 0, Rows), await WriteAsync("after.arrow", 1, Rows - 1));

        var local = await LineageClient.CompareFilesAsync(before, after, Options, cancellationToken: Token);
        var there = await client.Fingerprints.CompareFingerprintsAsync(
            new()
            {
                BeforeFingerprint = (await client.FingerprintPathAsync("before.arrow", Options, cancellationToken: Token)).Fingerprint,
                AfterFingerprint = (await client.FingerprintPathAsync("after.arrow", Options, cancellationToken: Token)).Fingerprint,
            },
            cancellationToken: Token);

        Assert.Equal(local, there);
        Assert.NotEmpty(local.TimeRanges.Ranges);
        Assert.NotEmpty(local.EntityBuckets.Buckets);
        Assert.Equal((2, 1), (local.ChangedCutOffs.Compared, local.ChangedCutOffs.CutOffs.Count(c => c.CutOff.KnownAt is null)));
    }

    [Fact]
    public async Task CompareFiles_WithoutBuckets_SaysThatNothingCanBeSaid()
    {
        var file = await WriteAsync("plain.arrow", 0, Rows);

        var same = await LineageClient.CompareFilesAsync(file, file, cancellationToken: Token);

        Assert.Equal((null, null, null), (same.TimeRanges, same.EntityBuckets, same.ChangedCutOffs));
    }

    [Fact]
    public async Task MergeFingerprintStates_OfTwoParts_IsTheFingerprintOfAll()
    {
        using var client = server.Connect();
        await WriteAsync("all.arrow", 0, Rows);
        await WriteAsync("first.arrow", 0, 100);
        await WriteAsync("second.arrow", 100, Rows - 100);
        var (first, second) = (await StateAsync(client, "first.arrow"), await StateAsync(client, "second.arrow"));

        var sum = await client.MergeFingerprintStatesAsync([first, second], cancellationToken: Token);
        var rest = await client.MergeFingerprintStatesAsync([sum.State.Memory], [second], Token);

        Assert.Equal((await client.FingerprintPathAsync("all.arrow", Options, cancellationToken: Token)).Fingerprint, sum.Fingerprint);
        Assert.Equal(first.ToArray(), rest.State.ToByteArray());
    }

    [Fact]
    public async Task MergeFingerprintStates_OfGarbage_NamesTheState()
    {
        using var client = server.Connect();

        var failed = await Assert.ThrowsAsync<LineageRpcException>(() => client.MergeFingerprintStatesAsync([new byte[] { 1, 2, 3 }], cancellationToken: Token));

        Assert.Equal((StatusCode.InvalidArgument, "states[0]"), (failed.StatusCode, Assert.Single(failed.Violations).Field));
    }

    [Fact]
    public async Task FingerprintFile_ByAColumnThatIsNotThere_IsRefused()
    {
        var file = await WriteAsync("columns.arrow", 0, 3);

        await Assert.ThrowsAsync<ArgumentException>(() => LineageClient.FingerprintFileAsync(file, new() { EventTimeColumn = "when" }, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => LineageClient.FingerprintFileAsync(file, new() { EventTimeColumn = "at", CutOffs = { new V1.CutOff() } }, cancellationToken: Token));
    }

    private static Timestamp At(int row) => new() { Seconds = Before1970 + row };

    private static async Task<ReadOnlyMemory<byte>> StateAsync(LineageClient client, string path)
    {
        using var call = client.Fingerprints.FingerprintPath(new() { Path = path, Options = Options, IncludeState = true }, cancellationToken: Token);
        ReadOnlyMemory<byte> state = default;
        await foreach (var part in call.ResponseStream.ReadAllAsync(Token))
        {
            state = part.Result?.State.Memory ?? state;
        }

        return state;
    }

    /// <summary>A row a second from before 1970, every tenth without an event time; known half a second later.</summary>
    private async Task<string> WriteAsync(string name, int first, int count)
    {
        var (at, known, id) = (new TimestampArray.Builder(Times), new TimestampArray.Builder(Times), new StringArray.Builder());
        foreach (var row in Enumerable.Range(first, count))
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(Before1970 + row);
            _ = row % 10 == 9 ? at.AppendNull() : at.Append(time);
            known.Append(time.AddSeconds(0.5));
            id.Append($"entity {row % 13}");
        }

        using var batch = new RecordBatch.Builder().Append("at", nullable: true, at.Build()).Append("known", nullable: false, known.Build()).Append("id", nullable: false, id.Build()).Build();
        var path = Path.Combine(server.Data, name);
        await using var file = File.Create(path);
        using var writer = new ArrowFileWriter(file, batch.Schema);
        await writer.WriteRecordBatchAsync(batch, Token);
        await writer.WriteEndAsync(Token);
        return path;
    }
}
