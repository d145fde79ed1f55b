using System.Globalization;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Lineage.ArrowFlight;
using Lineage.Columnar.Reading.Arrow;
using Lineage.Core.Errors;

namespace Lineage.Server.Data;

/// <summary>A table that comes over Arrow Flight. A message is read when it is asked for, so that the client is held up and nothing piles up here.</summary>
internal sealed class FlightPut(IAsyncStreamReader<FlightData> messages, int messageBytes)
{
    private FlightData? _first;
    private int _received;

    /// <summary>What the first message says about the table; nothing where it says nothing.</summary>
    /// <exception cref="LineageException">There is no message.</exception>
    public async Task<FlightDescriptor> DescriptorAsync(CancellationToken cancellationToken)
    {
        _first = await NextAsync(cancellationToken) ?? throw LineageException.Invalid(ErrorReason.InvalidUpload, "flight_data", "no message came: the first must have the schema");
        return _first.FlightDescriptor ?? new();
    }

    /// <summary>Every message, once, from the first.</summary>
    /// <exception cref="LineageException">A message is larger than is allowed.</exception>
    public async IAsyncEnumerable<ArrowPart> MessagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } message)
        {
            yield return new(message.DataHeader.Memory, message.DataBody.Memory);
        }
    }

    private async Task<FlightData?> NextAsync(CancellationToken cancellationToken)
    {
        if (_first is { } first)
        {
            _first = null;
            return first;
        }

        try
        {
            if (!await messages.MoveNext(cancellationToken))
            {
                return null;
            }
        }
        catch (RpcException tooLarge) when (tooLarge.StatusCode == StatusCode.ResourceExhausted)
        {
            throw TooLarge(tooLarge);
        }

        _received++;
        return messages.Current;
    }

    private LineageException TooLarge(RpcException inner)
    {
        var message = $"message {_received} is larger than the {messageBytes} bytes that a Flight message may have: send batches of fewer rows";
        return new(ErrorKind.Exhausted, ErrorReason.LimitExceeded, message, inner)
        {
            Metadata = new Dictionary<string, string> { ["limit"] = nameof(Hosting.LimitOptions.FlightMessageBytes), ["message"] = _received.ToString(CultureInfo.InvariantCulture) },
        };
    }
}
