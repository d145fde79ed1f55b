using Google.Protobuf;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Server.Mapping;
using Lineage.Server.Tests.Data;
using Lineage.Server.Tests.Hosting;

namespace Lineage.Server.Tests.Services;

/// <summary>Buckets, cut-offs and states over a real socket: those of the library, kept with what is registered, and compared without the data.</summary>
public sealed class FingerprintBucketTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private readonly V1.FingerprintService.FingerprintServiceClient _client = new(server.Invoker);
    private readonly V1.ProjectService.ProjectServiceClient _projects = new(server.Invoker);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FingerprintPathAndUpload_WithBuckets_AreTheLocalOne()
    {
        await Ledger.WriteAsync(server.DataPath("ledger.arrow"));

        var byPath = await DescribeAsync("ledger.arrow");
        var bytes = await File.ReadAllBytesAsync(server.DataPath("ledger.arrow"), Token);
        var byUpload = await _client.SendAsync(bytes.AsUpload(options: Ledger.Options));

        await using var table = await TableSource.OpenAsync(server.DataPath("ledger.arrow"), ct: Token);
        var local = await Fingerprinter.DescribeAsync(table, Ledger.Local, ct: Token);
        Assert.Equal(local.ToWire(), byPath);
        Assert.Equal(byPath, byUpload);
        Assert.Equal(Ledger.Days, byPath.Fingerprint.TimeBuckets.Buckets.Count);
        Assert.InRange(byPath.Fingerprint.EntityBuckets.Buckets.Count, 2, 7);
        Assert.Equal([20, Ledger.Days], byPath.Fingerprint.CutOffs.Select(c => c.Fingerprint.Rows));
        Assert.Equal(Ledger.Options.CutOffs, byPath.Fingerprint.CutOffs.Select(c => c.CutOff));
        Assert.True(byPath.State.IsEmpty);
    }

    [Fact]
    public async Task Get_OfARegisteredSource_LeavesBucketsToGetFingerprint()
    {
        await Ledger.WriteAsync(server.DataPath("kept.arrow"));
        var fingerprint = (await DescribeAsync("kept.arrow")).Fingerprint;
        var created = await RegisterAsync("kept", fingerprint);

        var source = await _projects.GetSourceAsync(new() { Name = created.Name }, cancellationToken: Token);
        var whole = await _client.GetFingerprintAsync(new() { Name = created.Name }, cancellationToken: Token);

        Assert.Equal(fingerprint, whole);
        var plain = fingerprint.Clone();
        (plain.TimeBuckets, plain.EntityBuckets) = (null, null);
        plain.CutOffs.Clear();
        Assert.Equal(plain, source.Fingerprint);
        Assert.Equal(plain, created.Fingerprint);
    }

    [Fact]
    public async Task CompareFingerprints_ByRegisteredNames_SaysWhereRowsDiffer()
    {
        await Ledger.WriteAsync(server.DataPath("first.arrow"));
        await Ledger.WriteAsync(server.DataPath("second.arrow"), change: (day, value) => day is 3 or 4 or 30 ? -1 : value);
        var before = await RegisterAsync("first", (await DescribeAsync("first.arrow")).Fingerprint);
        var after = await RegisterAsync("second", (await DescribeAsync("second.arrow")).Fingerprint);

        var difference = await _client.CompareFingerprintsAsync(new() { BeforeName = before.Name, AfterName = after.Name }, cancellationToken: Token);

        Assert.Equal(["value"], difference.ChangedColumns);
        Assert.Equal([Ledger.Day(3), Ledger.Day(4), Ledger.Day(30)], difference.TimeRanges.Ranges.Select(r => r.StartTime));
        Assert.All(difference.TimeRanges.Ranges, r => Assert.Equal((1L, 1L, 1L), (r.RowsBefore, r.RowsAfter, r.EndTime.Seconds - r.StartTime.Seconds)));
        Assert.InRange(difference.EntityBuckets.Buckets.Count, 1, 3);
        Assert.All(difference.EntityBuckets.Buckets, b => Assert.Equal(b.RowsBefore, b.RowsAfter));
        Assert.Equal(2, difference.ChangedCutOffs.Compared);
        Assert.Equal(Ledger.Options.CutOffs, difference.ChangedCutOffs.CutOffs.Select(c => c.CutOff));
        Assert.Equal([Ledger.Day(3), Ledger.Day(4)], difference.ChangedCutOffs.CutOffs[0].Difference.TimeRanges.Ranges.Select(r => r.StartTime));
    }

    [Fact]
    public async Task CompareFingerprints_OfWhatHasOnlyNewRows_SaysThatHistoryStands()
    {
        await Ledger.WriteAsync(server.DataPath("shorter.arrow"), count: 25);
        await Ledger.WriteAsync(server.DataPath("longer.arrow"));

        var difference = await CompareAsync(await DescribeAsync("shorter.arrow"), await DescribeAsync("longer.arrow"));

        Assert.Equal((25L, 40L), (difference.RowsBefore, difference.RowsAfter));
        Assert.Equal(Ledger.Options.CutOffs[1], Assert.Single(difference.ChangedCutOffs.CutOffs).CutOff);
        Assert.Equal((2, Ledger.Day(25)), (difference.ChangedCutOffs.Compared, difference.TimeRanges.Ranges[0].StartTime));
        Assert.Equal((15, 0L), (difference.TimeRanges.Ranges.Count, difference.TimeRanges.Ranges.Sum(r => r.RowsBefore)));
    }

    [Fact]
    public async Task CompareFingerprints_WhereOneHasNoBuckets_SaysThatNothingCanBeSaid()
    {
        await Ledger.WriteAsync(server.DataPath("bare.arrow"));
        var bare = (await _client.FingerprintPath(new() { Path = "bare.arrow" }, cancellationToken: Token).AllAsync())[^1].Result;

        var unknown = await CompareAsync(bare, await DescribeAsync("bare.arrow"));
        var known = await CompareAsync(await DescribeAsync("bare.arrow"), await DescribeAsync("bare.arrow"));

        Assert.Equal((null, null, null), (unknown.TimeRanges, unknown.EntityBuckets, unknown.ChangedCutOffs));
        Assert.Empty(known.TimeRanges.Ranges);
        Assert.Empty(known.EntityBuckets.Buckets);
        Assert.Equal((2, 0), (known.ChangedCutOffs.Compared, known.ChangedCutOffs.CutOffs.Count));
    }

    [Fact]
    public async Task FingerprintPath_Progress_TellsBytesOfTheFile()
    {
        await Ledger.WriteAsync(server.DataPath("size.arrow"));

        var messages = await _client.FingerprintPath(new() { Path = "size.arrow" }, cancellationToken: Token).AllAsync();

        var size = new FileInfo(server.DataPath("size.arrow")).Length;
        Assert.All(messages, m => Assert.Equal(size, m.TotalBytes));
        Assert.Equal(size, messages[^1].Bytes);
        Assert.True(messages[^1].RowsPerSecond > 0 && messages[^1].BytesPerSecond > messages[^1].RowsPerSecond);
    }

    [Fact]
    public async Task MergeFingerprintStates_OfParts_IsTheWhole()
    {
        await Ledger.WriteAsync(server.DataPath("whole.arrow"));
        await Ledger.WriteAsync(server.DataPath("early.arrow"), count: 15);
        await Ledger.WriteAsync(server.DataPath("late.arrow"), first: 15, count: Ledger.Days - 15);
        var (whole, early, late) = (await StateAsync("whole.arrow"), await StateAsync("early.arrow"), await StateAsync("late.arrow"));

        var sum = await _client.MergeFingerprintStatesAsync(new() { States = { late, early } }, cancellationToken: Token);
        var rest = await _client.MergeFingerprintStatesAsync(new() { States = { sum.State }, SubtractedStates = { late } }, cancellationToken: Token);

        Assert.Equal((await DescribeAsync("whole.arrow")).Fingerprint, sum.Fingerprint);
        Assert.Equal(whole, sum.State);
        Assert.Equal((await DescribeAsync("early.arrow")).Fingerprint, rest.Fingerprint);
    }

    [Fact]
    public async Task FingerprintUpload_WithState_GivesThatOfThePath()
    {
        await Ledger.WriteAsync(server.DataPath("state.arrow"));
        var parts = (await File.ReadAllBytesAsync(server.DataPath("state.arrow"), Token)).AsUpload(options: Ledger.Options).ToList();
        parts[0].Header.IncludeState = true;

        var uploaded = await _client.SendAsync(parts);

        Assert.Equal(await StateAsync("state.arrow"), uploaded.State);
        Assert.Equal((await DescribeAsync("state.arrow")).Profile, uploaded.Profile);
    }

    private async Task<V1.TableDescription> DescribeAsync(string path) =>
        (await _client.FingerprintPath(new() { Path = path, Options = Ledger.Options }, cancellationToken: Token).AllAsync())[^1].Result;

    private async Task<ByteString> StateAsync(string path) =>
        (await _client.FingerprintPath(new() { Path = path, Options = Ledger.Options, IncludeState = true }, cancellationToken: Token).AllAsync())[^1].Result.State;

    private async Task<V1.Source> RegisterAsync(string id, V1.Fingerprint fingerprint) =>
        await _projects.CreateSourceAsync(new() { Parent = "projects/default", SourceId = id, Source = new() { Fingerprint = fingerprint } }, cancellationToken: Token);

    private async Task<V1.CompareFingerprintsResponse> CompareAsync(V1.TableDescription before, V1.TableDescription after) =>
        await _client.CompareFingerprintsAsync(new() { BeforeFingerprint = before.Fingerprint, AfterFingerprint = after.Fingerprint }, cancellationToken: Token);
}
