using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Google.Protobuf;
using Lineage.Flight;

namespace Lineage.Server.Tests.Flight;

/// <summary>Tables as the messages of Flight, made by hand so that a test can send wrong ones.</summary>
internal static class FlightMessages
{
    private const int PrefixLength = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The schema, and a message for each batch. Dictionaries are not for this.</summary>
    public static async Task<List<FlightData>> OfAsync(params RecordBatch[] batches)
    {
        List<FlightData> messages = [];
        using var stream = new MemoryStream();
        using var writer = new ArrowStreamWriter(stream, batches[0].Schema, leaveOpen: true);
        await writer.WriteStartAsync(Token);
        messages.Add(Take(stream));
        foreach (var batch in batches)
        {
            await writer.WriteRecordBatchAsync(batch, Token);
            messages.Add(Take(stream));
        }

        return messages;
    }

    /// <summary>Numbers, of so many bytes.</summary>
    public static RecordBatch Numbers(int bytes, int seed = 7)
    {
        var values = new double[bytes / sizeof(double)];
        var random = new Random(seed);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = random.NextDouble();
        }

        return new RecordBatch.Builder().Append("value", nullable: false, new DoubleArray.Builder().AppendRange(values).Build()).Build();
    }

    private static FlightData Take(MemoryStream stream)
    {
        var bytes = stream.ToArray();
        stream.SetLength(0);
        var end = PrefixLength + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        return new() { DataHeader = ByteString.CopyFrom(bytes.AsSpan(PrefixLength..end)), DataBody = ByteString.CopyFrom(bytes.AsSpan(end..)) };
    }
}
