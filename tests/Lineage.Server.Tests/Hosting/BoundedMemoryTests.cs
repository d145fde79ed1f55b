using Apache.Arrow.Ipc;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Lineage.ArrowFlight;
using Lineage.Server.Tests.Flight;

namespace Lineage.Server.Tests.Hosting;

/// <summary>Tables of ten times the memory that the server may have, by every way on which data comes in. What does not let go of a batch ends the process.</summary>
public sealed class BoundedMemoryTests : IDisposable
{
    private const int Mebibyte = 1 << 20;
    private const int Limit = 24 * Mebibyte;
    private const int Batches = 10 * Limit / Mebibyte;
    private readonly string _folder = Directory.CreateTempSubdirectory("lineage-memory-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>One heap, since what several need at least depends on the machine.</summary>
    private static Dictionary<string, string> Environment => new() { ["DOTNET_GCHeapHardLimit"] = $"0x{Limit:x}", ["DOTNET_gcServer"] = "0" };

    [Fact]
    public async Task DoPut_OfTenTimesTheMemory_Succeeds()
    {
        var (process, address) = await StartAsync();
        using (process)
        {
            var floor = process.PeakBytes;
            using var channel = GrpcChannel.ForAddress(address);
            var messages = await FlightMessages.OfAsync(FlightMessages.Numbers(Mebibyte));

            var fingerprint = await new FlightService.FlightServiceClient(channel).PutAsync(messages[..1].Concat(Enumerable.Repeat(messages[1], Batches)));

            Assert.Equal((long)Batches * Mebibyte / sizeof(double), fingerprint.Rows);
            Assert.InRange(process.PeakBytes - floor, 0, 5L * Limit);
        }
    }

    [Fact]
    public async Task FingerprintUpload_OfTenTimesTheMemory_Succeeds()
    {
        var (process, address) = await StartAsync();
        using (process)
        {
            var floor = process.PeakBytes;
            using var channel = GrpcChannel.ForAddress(address);
            var (schema, batch, end) = await StreamAsync();
            var header = new V1.UploadHeader { SizeBytes = schema.Length + ((long)Batches * batch.Sum(c => (long)c.Length)) + end.Length };
            var chunks = Enumerable.Repeat(batch, Batches).SelectMany(b => b).Prepend(schema).Append(end);

            var description = await new V1.FingerprintService.FingerprintServiceClient(channel).SendAsync(
                chunks.Select(c => new V1.FingerprintUploadRequest { Chunk = c }).Prepend(new() { Header = header }));

            Assert.Equal((long)Batches * Mebibyte / sizeof(double), description.Fingerprint.Rows);
            Assert.InRange(process.PeakBytes - floor, 0, 5L * Limit);
        }
    }

    [Fact]
    public async Task DoPut_OfAMessageThatInflatesBeyondTheMemory_IsRefused()
    {
        var (process, address) = await StartAsync($"--Limits:MessageBytes={Mebibyte}", $"--Limits:FlightMessageBytes={Mebibyte}");
        using (process)
        {
            using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxSendMessageSize = null });
            var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };
            var message = new FlightData { DataBody = UnsafeByteOperations.UnsafeWrap(new byte[10 * Limit]) };

            var refusal = await Refusal.OfAsync(() => new FlightService.FlightServiceClient(channel).PutAsync(headers, [message]));

            refusal.MustBe(StatusCode.ResourceExhausted, "LIMIT_EXCEEDED");
        }
    }

    [Fact]
    public async Task UnaryCall_OfAMessageThatInflatesBeyondTheMemory_IsRefused()
    {
        var (process, address) = await StartAsync($"--Limits:MessageBytes={Mebibyte}", $"--Limits:FlightMessageBytes={Mebibyte}");
        using (process)
        {
            using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxSendMessageSize = null });
            var headers = new Metadata { { "grpc-internal-encoding-request", "gzip" } };
            var request = new V1.MergeFingerprintStatesRequest { States = { UnsafeByteOperations.UnsafeWrap(new byte[10 * Limit]) } };

            var refusal = await Refusal.OfAsync(new V1.FingerprintService.FingerprintServiceClient(channel).MergeFingerprintStatesAsync(request, headers, cancellationToken: Token));

            Assert.Equal(StatusCode.ResourceExhausted, refusal.Code);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The parts of an Arrow stream: its start, one batch in chunks, its end.</summary>
    private static async Task<(ByteString Schema, IReadOnlyList<ByteString> Batch, ByteString End)> StreamAsync()
    {
        using var batch = FlightMessages.Numbers(Mebibyte);
        using var stream = new MemoryStream();
        using var writer = new ArrowStreamWriter(stream, batch.Schema, leaveOpen: true);
        await writer.WriteStartAsync(Token);
        var schema = (int)stream.Length;
        await writer.WriteRecordBatchAsync(batch, Token);
        var rows = (int)stream.Length;
        await writer.WriteEndAsync(Token);
        var bytes = stream.ToArray();
        return (ByteString.CopyFrom(bytes[..schema]), [.. bytes[schema..rows].Chunk(Mebibyte / 2).Select(c => ByteString.CopyFrom(c))], ByteString.CopyFrom(bytes[rows..]));
    }

    private Task<(ServerProcess Server, Uri Address)> StartAsync(params string[] more) =>
        ServerProcess.StartAsync(Environment, [.. more, $"--Store:Path={Path.Combine(_folder, "lineage.db")}", $"--DataRoots:0={_folder}", "--Listen:Port=0"]);
}
