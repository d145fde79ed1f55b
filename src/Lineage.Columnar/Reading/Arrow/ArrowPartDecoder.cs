using Apache.Arrow;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>
/// Decodes an Arrow stream message by message, as they come. It keeps the schema and the dictionaries, of which all together have at most
/// <see cref="ReadLimits.MaxRowGroupBytes"/>, and nothing else. Not for several threads at once.
/// </summary>
/// <param name="description">How messages name the table.</param>
/// <param name="limits">Bounds on what one message may declare.</param>
public sealed class ArrowPartDecoder(string description, ReadLimits? limits = null)
{
    private const short VersionFour = 3;
    private const short VersionFive = 4;
    private readonly ReadLimits _limits = limits ?? ReadLimits.Default;
    private readonly ArrowDictionaries _dictionaries = new(description, limits ?? ReadLimits.Default);
    private ArrowSchema? _schema;
    private int _batches;

    /// <summary>The schema; null until its message came.</summary>
    public Schema? Schema => _schema?.Schema;

    /// <summary>
    /// The rows of a message, in batches bounded by the limits, with validated arrays; nothing for a schema or a dictionary, and for a message that has no header.
    /// The batches lie in the body of the message and are decoded one by one: they are to be used before the next.
    /// </summary>
    /// <exception cref="TableFormatException">The message contradicts itself or those before it, or is beyond a limit.</exception>
    public IEnumerable<RecordBatch> Decode(ArrowPart message)
    {
        if (message.Header.IsEmpty && message.Body.IsEmpty)
        {
            return [];
        }

        int? place = _schema is null ? null : _batches;
        return TableFormatBorder.Guard(description, null, place, () => Read(message)) is not var (arrays, rows)
            ? []
            : BatchSlicer.Slice(_schema!.Schema, arrays, rows, description, _batches++, _limits);
    }

    private (ArrayData[] Arrays, int Rows)? Read(ArrowPart part)
    {
        var message = Check(part);
        var header = message.Table(2);
        var type = message.Byte(1);
        if (_schema is null)
        {
            _schema = type == ArrowMessage.SchemaHeader ? new ArrowSchemaReader(description, _limits).Read(header) : throw Corrupt("does not begin with a schema");
            return null;
        }

        switch (type)
        {
            case ArrowMessage.DictionaryHeader:
                _dictionaries.Read(_schema, header, part.Body);
                return null;
            case ArrowMessage.BatchHeader:
                return ReadBatch(header, part.Body);
            default:
                throw Corrupt(type == ArrowMessage.SchemaHeader ? "has a second schema" : $"has a message of type {type} among its batches");
        }
    }

    private FlatTable Check(ArrowPart part)
    {
        if (part.Header.Length > _limits.MaxMetadataBytes || part.Body.Length > _limits.MaxRowGroupBytes)
        {
            throw new TableFormatException(TableFormatError.TooLarge, description, $"has a message of {part.Header.Length} and {part.Body.Length} bytes, more than is allowed");
        }

        var message = FlatTable.Root(part.Header.Span);
        if (message.Int16(0) is not (VersionFour or VersionFive))
        {
            throw new TableFormatException(TableFormatError.Unsupported, description, $"has Arrow metadata of version {message.Int16(0) + 1}; 4 and 5 are known");
        }

        if (message.Int64(3) is var declared && (declared < 0 || declared > part.Body.Length))
        {
            throw new TableFormatException(TableFormatError.Truncated, description, $"declares a message body of {declared} bytes and has {part.Body.Length}");
        }

        return message.Table(2).IsMissing ? throw Corrupt("has a message without header") : message;
    }

    private (ArrayData[] Arrays, int Rows) ReadBatch(FlatTable header, ReadOnlyMemory<byte> body)
    {
        var reader = new ArrowBatchReader(header, body, _schema!.IsBigEndian, _dictionaries, description, _limits);
        var arrays = new ArrayData[_schema.Nodes.Length];
        for (var i = 0; i < arrays.Length; i++)
        {
            arrays[i] = reader.ReadColumn(_schema.Nodes[i], _schema.Schema.FieldsList[i].Name, wanted: true)!;
        }

        return (arrays, (int)reader.Rows);
    }

    private TableFormatException Corrupt(string problem) => new(TableFormatError.Corrupt, description, problem);
}
