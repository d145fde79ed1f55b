using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Google.Protobuf;
using Lineage.ArrowFlight;

namespace Lineage.Server.Tests.Flight;

/// <summary>Tables as the messages of Flight, made by hand so that a test can send wrong ones.</summary>
internal static class FlightMessages
{
    private const int PrefixLength = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The schema, the dictionaries and a message for each batch.</summary>
    public static async Task<List<FlightData>> OfAsync(params RecordBatch[] batches)
    {
        using var stream = new MemoryStream();
        using var writer = new ArrowStreamWriter(stream, batches[0].Schema, leaveOpen: true);
        await writer.WriteStartAsync(Token);
        foreach (var batch in batches)
        {
            await writer.WriteRecordBatchAsync(batch, Token);
        }

        return Split(stream.ToArray());
    }

    /// <summary>The messages of an Arrow stream, header and body apart, without its end marker.</summary>
    public static List<FlightData> Split(ReadOnlySpan<byte> stream)
    {
        List<FlightData> messages = [];
        while (stream.Length >= PrefixLength && BinaryPrimitives.ReadInt32LittleEndian(stream[4..]) is var length and > 0)
        {
            var header = stream.Slice(PrefixLength, length);
            var body = stream.Slice(PrefixLength + length, (int)BodyLength(header));
            messages.Add(new() { DataHeader = ByteString.CopyFrom(header), DataBody = ByteString.CopyFrom(body) });
            stream = stream[(PrefixLength + length + body.Length)..];
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

    /// <summary>The fourth field of the FlatBuffers table: where its description says, or 0.</summary>
    private static long BodyLength(ReadOnlySpan<byte> header)
    {
        const int Entry = 4 + (3 * sizeof(ushort));
        var table = BinaryPrimitives.ReadInt32LittleEndian(header);
        var description = header[(table - BinaryPrimitives.ReadInt32LittleEndian(header[table..]))..];
        var place = BinaryPrimitives.ReadUInt16LittleEndian(description) > Entry ? BinaryPrimitives.ReadUInt16LittleEndian(description[Entry..]) : 0;
        return place == 0 ? 0 : BinaryPrimitives.ReadInt64LittleEndian(header[(table + place)..]);
    }
}
