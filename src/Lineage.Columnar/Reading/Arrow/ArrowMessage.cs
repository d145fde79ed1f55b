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

    /// <summary>
    /// Whether a source begins as the streams before 0.15 do: with the length of a schema message, and no marker before it. Nothing else tells such a stream,
    /// so the message itself is looked at, once its length and its root are known to lie inside the source.
    /// </summary>
    public static async ValueTask<bool> IsUnmarkedSchemaAsync(SourceBytes bytes, ReadLimits limits, CancellationToken ct)
    {
        const int Prefix = 4;
        const int SmallestRoot = 4;
        if (bytes.Length < Prefix + SmallestRoot)
        {
            return false;
        }

        var head = await bytes.ReadAsync(0, Prefix + SmallestRoot, ct).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        var root = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(Prefix));
        if (length > limits.MaxMetadataBytes || length > bytes.Length - Prefix || root < SmallestRoot || root > (long)length - SmallestRoot)
        {
            return false;
        }

        var metadata = await bytes.ReadAsync(Prefix, length, ct).ConfigureAwait(false);
        return IsSchema(metadata);
    }

    private static bool IsSchema(byte[] metadata)
    {
        try
        {
            var message = FlatTable.Root(metadata);
            var schema = message.Table(2);
            return message.Int16(0) is >= 0 and <= VersionFive && message.Byte(1) == SchemaHeader && message.Int64(3) == 0
                && !schema.IsMissing && schema.VectorLength(1, 4) >= 0;
        }
        catch (Exception e) when (TableFormatBorder.IsOfTable(e))
        {
            return false;
        }
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
