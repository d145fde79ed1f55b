using System.Buffers.Binary;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>An encapsulated message: where its body lies, and its metadata. The body is known to lie inside the file.</summary>
internal sealed record ArrowMessage(byte[] Metadata, long BodyOffset, long BodyLength)
{
    public const byte SchemaHeader = 1;
    public const byte DictionaryHeader = 2;
    public const byte BatchHeader = 3;
    private const short VersionFour = 3;
    private const short VersionFive = 4;

    public long End => BodyOffset + BodyLength;

    public byte HeaderType => FlatTable.Root(Metadata).Byte(1);

    public FlatTable Header => FlatTable.Root(Metadata).Table(2);

    /// <summary>Reads the message at an offset; null at an end-of-stream marker.</summary>
    public static async ValueTask<ArrowMessage?> ReadAsync(SourceBytes bytes, long offset, ReadLimits limits, CancellationToken ct)
    {
        var prefix = await bytes.ReadAsync(offset, 4, ct).ConfigureAwait(false);
        var start = offset + 4;
        var length = BinaryPrimitives.ReadInt32LittleEndian(prefix);
        if (length == -1)
        {
            length = BinaryPrimitives.ReadInt32LittleEndian(await bytes.ReadAsync(start, 4, ct).ConfigureAwait(false));
            start += 4;
        }

        if (length == 0)
        {
            return null;
        }

        if (length < 0)
        {
            throw new TableFormatException(TableFormatError.Corrupt, bytes.Description, $"declares message metadata of {(uint)length} bytes");
        }

        if (length > limits.MaxMetadataBytes)
        {
            throw new TableFormatException(
                length > bytes.Length - start ? TableFormatError.Truncated : TableFormatError.TooLarge,
                bytes.Description,
                $"declares message metadata of {length} bytes; at most {limits.MaxMetadataBytes} are allowed");
        }

        var metadata = await bytes.ReadAsync(start, length, ct).ConfigureAwait(false);
        return Check(bytes, metadata, start + length, limits);
    }

    private static ArrowMessage Check(SourceBytes bytes, byte[] metadata, long bodyOffset, ReadLimits limits)
    {
        var message = FlatTable.Root(metadata);
        if (message.Int16(0) is not (VersionFour or VersionFive))
        {
            throw new TableFormatException(TableFormatError.Unsupported, bytes.Description, $"has Arrow metadata of version {message.Int16(0) + 1}; 4 and 5 are known");
        }

        var body = message.Int64(3);
        if (body < 0)
        {
            throw new TableFormatException(TableFormatError.Corrupt, bytes.Description, $"declares a message body of {body} bytes");
        }

        if (body > bytes.Length - bodyOffset)
        {
            throw new TableFormatException(
                TableFormatError.Truncated, bytes.Description, $"ends at byte {bytes.Length}, but declares a message body of {body} bytes at {bodyOffset}");
        }

        if (body > limits.MaxRowGroupBytes || body > Array.MaxLength)
        {
            throw new TableFormatException(TableFormatError.TooLarge, bytes.Description, $"has a message body of {body} bytes; at most {limits.MaxRowGroupBytes} are allowed");
        }

        if (message.Table(2).IsMissing)
        {
            throw new TableFormatException(TableFormatError.Corrupt, bytes.Description, "has a message without header");
        }

        return new(metadata, bodyOffset, body);
    }
}
