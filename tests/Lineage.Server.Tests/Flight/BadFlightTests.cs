using System.Buffers.Binary;
using Google.Protobuf;
using Grpc.Core;
using Lineage.ArrowFlight;
using Lineage.Server.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace Lineage.Server.Tests.Flight;

/// <summary>Flight messages that are wrong, lie, are too large or stop half-way: a clear error, never a fingerprint, and a server that goes on.</summary>
public sealed class BadFlightTests(LineageServerFixture server) : IClassFixture<LineageServerFixture>
{
    private const int Mutations = 300;
    private readonly FlightService.FlightServiceClient _client = new(server.Invoker);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"eventTimeColumn":"when"}""", "flight_descriptor.cmd.event_time_column")]
    [InlineData("""{"entityKeys":["value","value"]}""", "flight_descriptor.cmd.entity_keys[1]")]
    [InlineData("""{"cutOffs":[{}]}""", "flight_descriptor.cmd.cut_offs[0].event_time")]
    [InlineData("""{"strength":"high"}""", "flight_descriptor.cmd")]
    [InlineData("SELECT 1", "flight_descriptor.cmd")]
    [InlineData("[1,2]", "flight_descriptor.cmd")]
    [InlineData("""{"order":{}}""", "flight_descriptor.cmd")]
    public async Task DoPut_WithBadOptions_NamesTheField(string json, string field)
    {
        var descriptor = new FlightDescriptor { Type = FlightDescriptor.Types.DescriptorType.Cmd, Cmd = ByteString.CopyFromUtf8(json) };
        var messages = (await FlightMessages.OfAsync(FlightMessages.Numbers(800))).With(descriptor);

        (await Refusal.OfAsync(() => _client.PutAsync(messages))).MustBe(StatusCode.InvalidArgument, "INVALID_FIELDS", field);
    }

    [Theory]
    [InlineData("nothing", "INVALID_UPLOAD", "flight_data")]
    [InlineData("no schema", "INVALID_DATA", "does not begin with a schema")]
    [InlineData("two schemas", "INVALID_DATA", "row group 2: has a second schema")]
    [InlineData("a cut body", "INVALID_DATA", "row group 1: declares a message body")]
    [InlineData("a garbled header", "INVALID_DATA", "row group 1")]
    [InlineData("a body without header", "INVALID_DATA", "row group 2")]
    [InlineData("too few values", "INVALID_DATA", "column 'value', row group 1")]
    public async Task DoPut_OfWhatIsNoTable_SaysWhatAndWhere(string what, string reason, string text)
    {
        var messages = (await FlightMessages.OfAsync(FlightMessages.Numbers(800), FlightMessages.Numbers(800), FlightMessages.Numbers(1600)))
            .With(new() { Type = FlightDescriptor.Types.DescriptorType.Path, Path = { "some", "table\n" } });
        List<FlightData> wrong = what switch
        {
            "nothing" => [],
            "no schema" => messages[1..],
            "two schemas" => [.. messages[..3], messages[0]],
            "a cut body" => [.. messages[..2], new() { DataHeader = messages[2].DataHeader, DataBody = ByteString.CopyFrom(messages[2].DataBody.Span[..^8]) }],
            "a garbled header" => [.. messages[..2], new() { DataHeader = ByteString.CopyFrom(messages[2].DataHeader.Span[..^16]), DataBody = messages[2].DataBody }],
            "a body without header" => [.. messages[..3], new() { DataBody = messages[2].DataBody }],
            _ => [.. messages[..2], WithRows(messages[2], rows: 100, 1000)],
        };

        var refusal = await Refusal.OfAsync(() => _client.PutAsync(wrong));

        Assert.Equal((StatusCode.InvalidArgument, reason), (refusal.Code, refusal.Reason));
        Assert.Contains(text, reason == "INVALID_UPLOAD" ? Assert.Single(refusal.Fields) : refusal.Message, StringComparison.Ordinal);
        Assert.True(what is "nothing" or "no schema" || refusal.Metadata["file"] == "some/table\\u000a");
    }

    [Fact]
    public async Task DoPut_OfMutatedMessages_NeverFailsInside()
    {
        var messages = await FlightMessages.OfAsync(FlightMessages.Numbers(800), FlightMessages.Numbers(1600));
        var random = new Random(11);
        var refused = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var mutated = messages.Select(m => m.Clone()).ToList();
            var victim = mutated[random.Next(mutated.Count)];
            victim.DataHeader = Mutate(victim.DataHeader, random);
            try
            {
                await _client.PutAsync(mutated);
            }
            catch (RpcException refusal)
            {
                refused++;
                Assert.True(refusal.StatusCode is StatusCode.InvalidArgument or StatusCode.ResourceExhausted, refusal.Status.ToString());
            }
        }

        Assert.InRange(refused, Mutations / 4, Mutations);
        Assert.DoesNotContain(server.Log.Entries, e => e.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task DoPut_OfAMessageBeyondTheLimit_SaysWhichAndWhatToDo()
    {
        await using var small = await LineageServerFixture.StartAsync(["--Limits:FlightMessageBytes=65536"]);
        var messages = await FlightMessages.OfAsync(FlightMessages.Numbers(60_000), FlightMessages.Numbers(70_000));

        var refusal = await Refusal.OfAsync(() => new FlightService.FlightServiceClient(small.Invoker).PutAsync(messages));

        refusal.MustBe(StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
        Assert.Equal(("FlightMessageBytes", "2"), (refusal.Metadata["limit"], refusal.Metadata["message"]));
        Assert.Contains("65536 bytes", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("send batches of fewer rows", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DoPut_WhoseClientVanishes_LeavesNothingBehind()
    {
        await using var alone = await LineageServerFixture.StartAsync();
        using var stop = new CancellationTokenSource();
        var messages = await FlightMessages.OfAsync(FlightMessages.Numbers(800));
        using (var call = new FlightService.FlightServiceClient(alone.Invoker).DoPut(cancellationToken: stop.Token))
        {
            await call.RequestStream.WriteAsync(messages[0], Token);
            await call.RequestStream.WriteAsync(messages[1], Token);
            await stop.CancelAsync();
        }

        Assert.Equal("DoPut", await alone.Probe.EndedAsync());
        Assert.Empty(Directory.EnumerateFiles(alone.SpoolFolder));
        Assert.DoesNotContain(alone.Log.Entries, e => e.Level >= LogLevel.Error);
    }

    /// <summary>The same message, whose header says another number of rows, wherever it does.</summary>
    private static FlightData WithRows(FlightData message, long rows, long others)
    {
        var header = message.DataHeader.ToByteArray();
        for (var i = 0; i + sizeof(long) <= header.Length; i += sizeof(long))
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(i)) == rows)
            {
                BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(i), others);
            }
        }

        return new() { DataHeader = ByteString.CopyFrom(header), DataBody = message.DataBody };
    }

    private static ByteString Mutate(ByteString original, Random random)
    {
        var bytes = original.ToByteArray();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(3) switch { 0 => byte.MaxValue, 1 => 0, _ => (byte)random.Next(256) };
        }

        return ByteString.CopyFrom(random.Next(8) == 0 ? bytes.AsSpan(..random.Next(bytes.Length)) : bytes);
    }
}
