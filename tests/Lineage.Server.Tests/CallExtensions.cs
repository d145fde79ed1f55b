using Google.Protobuf;
using Grpc.Core;

namespace Lineage.Server.Tests;

/// <summary>Shorthands for streaming calls.</summary>
internal static class CallExtensions
{
    /// <summary>Every message of an answer.</summary>
    public static async Task<List<T>> AllAsync<T>(this AsyncServerStreamingCall<T> call)
    {
        using (call)
        {
            List<T> messages = [];
            await foreach (var message in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken))
            {
                messages.Add(message);
            }

            return messages;
        }
    }

    /// <summary>Sends messages until the server has enough of them, and returns its answer.</summary>
    public static async Task<V1.TableDescription> SendAsync(this V1.FingerprintService.FingerprintServiceClient client, params IEnumerable<V1.FingerprintUploadRequest> parts)
    {
        using var call = client.FingerprintUpload(cancellationToken: TestContext.Current.CancellationToken);
        try
        {
            foreach (var part in parts)
            {
                await call.RequestStream.WriteAsync(part);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception early) when (early is RpcException or InvalidOperationException)
        {
            // The server answered before it heard everything; its answer says why.
        }

        return await call;
    }

    /// <summary>A whole file as the messages of an upload.</summary>
    public static IEnumerable<V1.FingerprintUploadRequest> AsUpload(
        this byte[] bytes, int chunk = 1 << 16, long? size = null, string name = "t.parquet", V1.FingerprintOptions? options = null) =>
        [
            new() { Header = new() { FileName = name, SizeBytes = size ?? bytes.Length, Options = options } },
            .. bytes.Chunk(chunk).Select(c => new V1.FingerprintUploadRequest { Chunk = ByteString.CopyFrom(c) }),
        ];
}
