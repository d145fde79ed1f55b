using System.Text;
using Apache.Arrow;
using Apache.Arrow.Flight.Client;
using Apache.Arrow.Types;
using Grpc.Core;
using Lineage.ArrowFlight;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Core.Datasets;
using Lineage.Server.Mapping;
using Lineage.Server.Tests.Data;
using Lineage.Server.Tests.Hosting;
using ArrowDescriptor = Apache.Arrow.Flight.FlightDescriptor;
using TableFiles = Lineage.Server.Tests.Data.TableFiles;

namespace Lineage.Server.Tests.Flight;

/// <summary>Tables over Arrow Flight: by the Flight client of Apache Arrow, and by messages made by hand.</summary>
public sealed class FlightTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private readonly FlightService.FlightServiceClient _client = new(server.Invoker);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Calls => ["Handshake", "ListFlights", "GetFlightInfo", "PollFlightInfo", "GetSchema", "DoGet", "DoExchange", "DoAction", "ListActions"];

    [Theory]
    [InlineData("file.arrow")]
    [InlineData("stream-lz4.arrow")]
    [InlineData("types-views.arrow")]
    [InlineData("types-large.arrow")]
    [InlineData("types-runs.arrow")]
    [InlineData("v2-delta.parquet")]
    public async Task DoPut_ByTheClientOfArrow_IsTheFingerprintOfTheFile(string sample)
    {
        await using var table = await TableSource.OpenAsync(TableFiles.Sample(sample), ct: Token);

        var fingerprint = await PutAsync(table, ArrowDescriptor.CreatePathDescriptor("a", "table"));

        Assert.Equal(DataFingerprint.From(await Fingerprinter.ComputeAsync(table, ct: Token)).ToWholeWire(), fingerprint);
    }

    [Theory]
    [InlineData("stream-lz4.arrow")]
    [InlineData("stream-reversed-columns.arrow")]
    public async Task DoPut_OfTheMessagesOfAStream_IsTheFingerprintOfTheFile(string sample)
    {
        await using var table = await TableSource.OpenAsync(TableFiles.Sample(sample), ct: Token);

        var fingerprint = await _client.PutAsync(FlightMessages.Split(await File.ReadAllBytesAsync(TableFiles.Sample(sample), Token)));

        Assert.Equal(DataFingerprint.From(await Fingerprinter.ComputeAsync(table, ct: Token)).ToWholeWire(), fingerprint);
    }

    [Fact]
    public async Task DoPut_WithOptions_HasBucketsAndCutOffs()
    {
        await Ledger.WriteAsync(server.DataPath("flight.arrow"));
        await using var table = await TableSource.OpenAsync(server.DataPath("flight.arrow"), ct: Token);

        var fingerprint = await PutAsync(table, ArrowDescriptor.CreateCommandDescriptor(Google.Protobuf.JsonFormatter.Default.Format(Ledger.Options)));

        Assert.Equal(DataFingerprint.From(await Fingerprinter.ComputeAsync(table, Ledger.Local, ct: Token)).ToWholeWire(), fingerprint);
        Assert.Equal(Ledger.Days, fingerprint.TimeBuckets.Buckets.Count);
    }

    [Fact]
    public async Task DoPut_WithoutDescriptorOrRows_Works()
    {
        var messages = await FlightMessages.OfAsync(FlightMessages.Numbers(800));

        var none = await _client.PutAsync(messages[..1]);
        var some = await _client.PutAsync(messages.Append(new() { AppMetadata = Google.Protobuf.ByteString.CopyFromUtf8("not looked at") }).Append(messages[1]));

        Assert.Equal((0L, 200L), (none.Rows, some.Rows));
        Assert.Equal("value", Assert.Single(none.Columns).Name);
    }

    [Fact]
    public async Task DoPut_OfABatchLargerThanOtherMessages_Works()
    {
        const int FourMebibytes = 1 << 22;

        var fingerprint = await _client.PutAsync(await FlightMessages.OfAsync(FlightMessages.Numbers(FourMebibytes)));

        Assert.Equal(FourMebibytes / sizeof(double), fingerprint.Rows);
    }

    [Fact]
    public async Task DoPut_OfDictionaries_CountsThemAsTheirValues()
    {
        var type = new DictionaryType(Int8Type.Default, StringType.Default, ordered: false);
        var values = new StringArray.Builder().AppendRange(["north", "south"]).Build();
        var encoded = new DictionaryArray(type, new Int8Array.Builder().AppendRange([(sbyte)1, 0, 1]).Build(), values);
        var plain = new StringArray.Builder().AppendRange(["south", "north", "south"]).Build();
        var (schema, other) = (new Schema([new Field("side", type, nullable: true)], null), new Schema([new Field("side", StringType.Default, nullable: true)], null));
        using var batch = new RecordBatch(schema, [encoded], 3);
        using var same = new RecordBatch(other, [plain], 3);

        var fingerprint = await _client.PutAsync(await FlightMessages.OfAsync(batch));

        await using var table = new MemoryTableSource(other, [same], "plain");
        Assert.Equal((await Fingerprinter.ComputeAsync(table, ct: Token)).ToString(), fingerprint.Text);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Calls_OtherThanDoPut_SayWhatIsServed(string call)
    {
        var (calls, nothing) = (_client, new Unserved());
        var refusal = await Refusal.OfAsync(async () => _ = call switch
        {
            "Handshake" => await calls.Handshake(cancellationToken: Token).ResponseStream.MoveNext(Token),
            "ListFlights" => await calls.ListFlights(nothing, cancellationToken: Token).ResponseStream.MoveNext(Token),
            "GetFlightInfo" => await calls.GetFlightInfoAsync(nothing, cancellationToken: Token) is null,
            "PollFlightInfo" => await calls.PollFlightInfoAsync(nothing, cancellationToken: Token) is null,
            "GetSchema" => await calls.GetSchemaAsync(nothing, cancellationToken: Token) is null,
            "DoGet" => await calls.DoGet(nothing, cancellationToken: Token).ResponseStream.MoveNext(Token),
            "DoExchange" => await calls.DoExchange(cancellationToken: Token).ResponseStream.MoveNext(Token),
            "DoAction" => await calls.DoAction(nothing, cancellationToken: Token).ResponseStream.MoveNext(Token),
            _ => await calls.ListActions(nothing, cancellationToken: Token).ResponseStream.MoveNext(Token),
        });

        Assert.Equal(StatusCode.Unimplemented, refusal.Code);
        Assert.StartsWith($"{call} is not served: DoPut", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<V1.Fingerprint> PutAsync(ITableSource table, ArrowDescriptor descriptor)
    {
        using var channel = server.NewChannel();
        using var call = await new FlightClient(channel).StartPut(descriptor, table.Schema);
        await foreach (var batch in table.ReadAsync(ct: Token))
        {
            await call.RequestStream.WriteAsync(batch);
        }

        await call.RequestStream.CompleteAsync();
        Assert.True(await call.ResponseStream.MoveNext(Token));
        var fingerprint = FlightCalls.Parse(Encoding.UTF8.GetString(call.ResponseStream.Current.ApplicationMetadata.Span));
        Assert.False(await call.ResponseStream.MoveNext(Token));
        return fingerprint;
    }
}
