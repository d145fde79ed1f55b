using Google.Protobuf;
using Grpc.Core;
using Lineage.Server.Tests.Data;
using Lineage.Server.Tests.Hosting;

namespace Lineage.Server.Tests.Services;

/// <summary>Options, buckets and states that are wrong: every one is named by its field, and nothing is kept.</summary>
public sealed class BadFingerprintTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private readonly V1.FingerprintService.FingerprintServiceClient _client = new(server.Invoker);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string[]> BadOptions => new()
    {
        { "an unknown column", """{"eventTimeColumn":"when"}""", ["event_time_column"] },
        { "no time", """{"eventTimeColumn":"value"}""", ["event_time_column"] },
        { "unknown keys", """{"entityKeys":["id","who"]}""", ["entity_keys[1]"] },
        { "a key twice", """{"entityKeys":["id","id"]}""", ["entity_keys[1]"] },
        { "no knowledge time", """{"knownAtColumn":"id","eventTimeColumn":"at"}""", ["known_at_column"] },
        { "cut-offs without times", """{"cutOffs":[{"eventTime":"2026-01-01T00:00:00Z"}]}""", ["event_time_column"] },
        { "cut-offs in order", """{"eventTimeColumn":"at","order":"ORDERED","cutOffs":[{"eventTime":"2026-01-01T00:00:00Z"}]}""", ["order"] },
        { "cut-offs by knowledge", """{"eventTimeColumn":"at","cutOffs":[{"eventTime":"2026-01-01T00:00:00Z","knownAt":"2026-01-01T00:00:00Z"}]}""", ["known_at_column"] },
        { "a cut-off without time", """{"eventTimeColumn":"at","cutOffs":[{}]}""", ["cut_offs[0].event_time"] },
        { "a cut-off twice", """{"eventTimeColumn":"at","cutOffs":[{"eventTime":"2026-01-01T00:00:00Z"},{"eventTime":"2026-01-01T00:00:00Z"}]}""", ["cut_offs[1]"] },
        { "two faults", """{"eventTimeColumn":"when","entityKeys":["who"]}""", ["event_time_column", "entity_keys[0]"] },
    };

    public static TheoryData<string> BadFingerprints =>
    [
        "time_buckets.column", "time_buckets.width", "time_buckets.buckets", "time_buckets.buckets[1].start_time", "time_buckets.buckets[0].rows", "time_buckets.buckets[2].digest",
        "entity_buckets.keys", "entity_buckets.buckets", "entity_buckets.buckets[1].number", "entity_buckets.buckets[0].digest", "cut_offs[1].cut_off", "cut_offs[0].cut_off.event_time",
        "cut_offs[0].fingerprint", "cut_offs[0].fingerprint.cut_offs", "cut_offs[0].fingerprint.rows", "cut_offs[0].fingerprint.schema", "cut_offs[0].fingerprint.time_buckets.buckets",
    ];

    [Theory]
    [MemberData(nameof(BadOptions))]
    public async Task FingerprintPathAndUpload_WithBadOptions_NameTheFields(string what, string json, string[] fields)
    {
        Assert.NotEmpty(what);
        var name = $"{Guid.NewGuid():N}.arrow";
        await Ledger.WriteAsync(server.DataPath(name));
        var options = JsonParser.Default.Parse<V1.FingerprintOptions>(json);
        var bytes = await File.ReadAllBytesAsync(server.DataPath(name), Token);

        var byPath = await Refusal.OfAsync(_client.FingerprintPath(new() { Path = name, Options = options }, cancellationToken: Token));
        var byUpload = await Refusal.OfAsync(() => _client.SendAsync(bytes.AsUpload(options: options)));

        byPath.MustBe(StatusCode.InvalidArgument, "INVALID_FIELDS", [.. fields.Select(f => $"options.{f}")]);
        byUpload.MustBe(StatusCode.InvalidArgument, "INVALID_FIELDS", [.. fields.Select(f => $"header.options.{f}")]);
        Assert.Empty(Directory.EnumerateFiles(server.SpoolFolder));
    }

    [Theory]
    [MemberData(nameof(BadFingerprints))]
    public async Task CompareFingerprints_OfWhatContradictsItself_NamesTheField(string field)
    {
        var name = $"{Guid.NewGuid():N}.arrow";
        await Ledger.WriteAsync(server.DataPath(name));
        var right = (await _client.FingerprintPath(new() { Path = name, Options = Ledger.Options }, cancellationToken: Token).AllAsync())[^1].Result.Fingerprint;
        var wrong = Spoil(right.Clone(), field);

        var refusal = await Refusal.OfAsync(_client.CompareFingerprintsAsync(new() { BeforeFingerprint = right, AfterFingerprint = wrong }, cancellationToken: Token));

        Assert.Equal((StatusCode.InvalidArgument, "INVALID_FIELDS"), (refusal.Code, refusal.Reason));
        Assert.Contains($"after_fingerprint.{field}", refusal.Fields);
    }

    [Fact]
    public async Task CompareFingerprints_OfMoreBucketsThanThereAre_IsRefused()
    {
        await Ledger.WriteAsync(server.DataPath("many.arrow"));
        var many = (await _client.FingerprintPath(new() { Path = "many.arrow", Options = Ledger.Options }, cancellationToken: Token).AllAsync())[^1].Result.Fingerprint;
        var bucket = many.TimeBuckets.Buckets[0];
        many.TimeBuckets.Buckets.Add(Enumerable.Repeat(bucket, 513));

        var refusal = await Refusal.OfAsync(_client.CompareFingerprintsAsync(new() { BeforeFingerprint = many, AfterFingerprint = many }, cancellationToken: Token));

        refusal.MustBe(StatusCode.InvalidArgument, "INVALID_FIELDS", "before_fingerprint.time_buckets.buckets");
    }

    [Theory]
    [InlineData("none", "states")]
    [InlineData("garbage", "states[0]")]
    [InlineData("damaged", "states[1]")]
    [InlineData("another schema", "states[1]")]
    [InlineData("other options", "states[1]")]
    [InlineData("a chain", "states[1]")]
    [InlineData("no part", "subtracted_states[0]")]
    [InlineData("order", "subtracted_states[0]")]
    public async Task MergeFingerprintStates_OfWhatDoesNotAddUp_NamesTheState(string what, string field)
    {
        await Ledger.WriteAsync(server.DataPath("part.arrow"));
        await Ledger.WriteAsync(server.DataPath("more.arrow"), count: Ledger.Days + 1);
        await TableFiles.WriteAsync(server.DataPath("other.arrow"), ("at", [TableFiles.At(0)]));
        var ordered = new V1.FingerprintOptions { Order = V1.RowOrder.Ordered };
        var chain = new V1.FingerprintOptions { Order = V1.RowOrder.Ordered, Algorithm = V1.FingerprintAlgorithm.Sha256 };
        var request = what switch
        {
            "none" => new V1.MergeFingerprintStatesRequest(),
            "garbage" => new() { States = { ByteString.CopyFromUtf8("LFS2 and so on") } },
            "damaged" => new() { States = { await StateAsync("part.arrow", null), ByteString.CopyFrom((await StateAsync("part.arrow", null)).Span[..^1]) } },
            "another schema" => new() { States = { await StateAsync("part.arrow", null), await StateAsync("other.arrow", null) } },
            "other options" => new() { States = { await StateAsync("part.arrow", null), await StateAsync("part.arrow", Ledger.Options) } },
            "a chain" => new() { States = { await StateAsync("part.arrow", chain), await StateAsync("part.arrow", chain) } },
            "no part" => new() { States = { await StateAsync("part.arrow", null) }, SubtractedStates = { await StateAsync("more.arrow", null) } },
            _ => new V1.MergeFingerprintStatesRequest { States = { await StateAsync("more.arrow", ordered) }, SubtractedStates = { await StateAsync("part.arrow", ordered) } },
        };

        var refusal = await Refusal.OfAsync(_client.MergeFingerprintStatesAsync(request, cancellationToken: Token));

        Assert.Equal(StatusCode.InvalidArgument, refusal.Code);
        Assert.Equal([field], refusal.Fields);
    }

    private static V1.Fingerprint Spoil(V1.Fingerprint whole, string field)
    {
        var (times, entities, visible) = (whole.TimeBuckets, whole.EntityBuckets, whole.CutOffs[0].Fingerprint);
        Action spoil = field switch
        {
            "time_buckets.column" => () => times.Column = string.Empty,
            "time_buckets.width" => () => times.Width = new() { Seconds = 1L << 62 },
            "time_buckets.buckets" => () => times.Buckets.RemoveAt(1),
            "time_buckets.buckets[1].start_time" => () => times.Buckets[1].StartTime = times.Buckets[0].StartTime,
            "time_buckets.buckets[0].rows" => () => (times.Buckets[0].Rows, times.Buckets[1].Rows) = (0, times.Buckets[1].Rows + times.Buckets[0].Rows),
            "time_buckets.buckets[2].digest" => () => times.Buckets[2].Digest = whole.Content[1..],
            "entity_buckets.keys" => entities.Keys.Clear,
            "entity_buckets.buckets" => () => entities.Buckets[0].Rows = long.MaxValue,
            "entity_buckets.buckets[1].number" => () => entities.Buckets[1].Number = entities.Buckets[0].Number,
            "entity_buckets.buckets[0].digest" => () => entities.Buckets[0].Digest = string.Empty,
            "cut_offs[1].cut_off" => () => whole.CutOffs[1].CutOff = whole.CutOffs[0].CutOff,
            "cut_offs[0].cut_off.event_time" => () => whole.CutOffs[0].CutOff = null,
            "cut_offs[0].fingerprint" => () => whole.CutOffs[0].Fingerprint = null,
            "cut_offs[0].fingerprint.cut_offs" => () => visible.CutOffs.Add(whole.CutOffs[1]),
            "cut_offs[0].fingerprint.rows" => () => (visible.Rows, visible.TimeBuckets, visible.EntityBuckets) = (whole.Rows + 1, null, null),
            "cut_offs[0].fingerprint.schema" => () => visible.Schema = whole.Content,
            _ => () => visible.TimeBuckets.Buckets[0].Rows++,
        };
        spoil();
        return whole;
    }

    private async Task<ByteString> StateAsync(string path, V1.FingerprintOptions? options) =>
        (await _client.FingerprintPath(new() { Path = path, Options = options, IncludeState = true }, cancellationToken: Token).AllAsync())[^1].Result.State;
}
