using System.Buffers.Binary;
using Lineage.Columnar.Time;

namespace Lineage.Storage.Sqlite.Metrics;

/// <summary>An instant as bytes that sort by time: 128 bits, big-endian, the sign bit inverted.</summary>
internal static class InstantBytes
{
    public const int Size = 16;

    public static void Write(Instant instant, Span<byte> bytes) => BinaryPrimitives.WriteInt128BigEndian(bytes, instant.UnixNanoseconds ^ Int128.MinValue);

    public static Instant Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadInt128BigEndian(bytes) ^ Int128.MinValue);
}
