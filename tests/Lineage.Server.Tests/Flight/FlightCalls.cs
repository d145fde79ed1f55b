using Google.Protobuf;
using Grpc.Core;
using Lineage.ArrowFlight;

namespace Lineage.Server.Tests.Flight;

/// <summary>Shorthands for calls of Flight.</summary>
internal static class FlightCalls
{
    /// <summary>Sends messages until the server has enough of them, and returns its answer.</summary>
    public static Task<V1.Fingerprint> PutAsync(this FlightService.FlightServiceClient client, params IEnumerable<FlightData> messages) => client.PutAsync([], messages);

    /// <summary>The same, with headers.</summary>
    public static async Task<V1.Fingerprint> PutAsync(this FlightService.FlightServiceClient client, Metadata headers, IEnumerable<FlightData> messages)
    {
        using var call = client.DoPut(headers, cancellationToken: TestContext.Current.CancellationToken);
        try
        {
            foreach (var message in messages)
            {
                await call.RequestStream.WriteAsync(message);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception early) when (early is RpcException or InvalidOperationException)
        {
            // The server answered before it heard everything; its answer says why.
        }

        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        var fingerprint = Parse(call.ResponseStream.Current.AppMetadata.ToStringUtf8());
        Assert.False(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        return fingerprint;
    }

    public static V1.Fingerprint Parse(string json) => JsonParser.Default.Parse<V1.Fingerprint>(json);

    /// <summary>The same messages, the first with a descriptor.</summary>
    public static List<FlightData> With(this IEnumerable<FlightData> messages, FlightDescriptor descriptor)
    {
        List<FlightData> copies = [.. messages.Select(m => m.Clone())];
        copies[0].FlightDescriptor = descriptor;
        return copies;
    }
}
