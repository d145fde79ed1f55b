using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>
/// An Arrow IPC file or stream. Opening it walks every message header, so that a truncated table is refused before a row is read; a stream must have
/// its end-of-stream marker, since without one a cut between two messages could not be told from the end.
/// </summary>
internal sealed class ArrowTableSource : IWatchedSource
{
    private const int MagicLength = 6;
    private readonly SourceBytes _bytes;
    private readonly ReadLimits _limits;
    private readonly ArrowSchema _schema;
    private readonly IReadOnlyList<long> _messages;

    private ArrowTableSource(SourceBytes bytes, ReadLimits limits, TableFormat format, ArrowSchema schema, IReadOnlyList<long> messages, long rows)
    {
        _bytes = bytes;
        _limits = limits;
        _schema = schema;
        _messages = messages;
        Format = format;
        DeclaredRows = rows;
        Parts = format == TableFormat.ArrowFile && schema.Dictionaries.Count == 0 ? messages.Count : 1;
    }

    public string Description => _bytes.Description;

    public TableFormat Format { get; }

    public Schema Schema => _schema.Schema;

    public long? DeclaredRows { get; }

    /// <summary>The batches of a file that needs no dictionary; dictionaries belong to all batches behind them, so such a table is read from its start.</summary>
    public int Parts { get; }

    public static async Task<ITableSource> OpenStreamAsync(SourceBytes bytes, ReadLimits limits, CancellationToken ct)
    {
        var first = await ArrowMessage.ReadAsync(bytes, 0, limits, ct).ConfigureAwait(false);
        if (first is null || first.HeaderType != ArrowMessage.SchemaHeader)
        {
            throw new TableFormatException(TableFormatError.Corrupt, bytes.Description, "does not begin with a schema");
        }

        var schema = new ArrowSchemaReader(bytes.Description, limits).Read(first.Header);
        var messages = new List<long>();
        var offset = first.End;
        while (true)
        {
            if (offset >= bytes.Length)
            {
                throw new TableFormatException(TableFormatError.Truncated, bytes.Description, "ends without an end-of-stream marker");
            }

            var message = await ArrowMessage.ReadAsync(bytes, offset, limits, ct).ConfigureAwait(false);
            if (message is null)
            {
                break;
            }

            messages.Add(offset);
            offset = message.End;
        }

        return await CreateAsync(bytes, limits, TableFormat.ArrowStream, schema, messages, ct).ConfigureAwait(false);
    }

    public static async Task<ITableSource> OpenFileAsync(SourceBytes bytes, ReadLimits limits, CancellationToken ct)
    {
        const int Tail = 4 + MagicLength;
        if (bytes.Length < 8 + Tail)
        {
            throw new TableFormatException(TableFormatError.Truncated, bytes.Description, $"has {bytes.Length} bytes, too few for an Arrow file");
        }

        var tail = await bytes.ReadAsync(bytes.Length - Tail, Tail, ct).ConfigureAwait(false);
        if (!tail.AsSpan(4).SequenceEqual("ARROW1"u8))
        {
            throw new TableFormatException(TableFormatError.Truncated, bytes.Description, "does not end as an Arrow file does");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (length <= 0 || length > bytes.Length - 8 - Tail)
        {
            throw new TableFormatException(TableFormatError.Corrupt, bytes.Description, $"declares a footer of {length} bytes in a file of {bytes.Length}");
        }

        if (length > limits.MaxMetadataBytes)
        {
            throw new TableFormatException(TableFormatError.TooLarge, bytes.Description, $"has a footer of {length} bytes; at most {limits.MaxMetadataBytes} are allowed");
        }

        var footer = await bytes.ReadAsync(bytes.Length - Tail - length, length, ct).ConfigureAwait(false);
        var (schema, messages) = ReadFooter(footer, bytes.Description, limits);
        return await CreateAsync(bytes, limits, TableFormat.ArrowFile, schema, messages, ct).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<RecordBatch> ReadAsync(
        IReadOnlyList<string>? columns = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var projection = Projection.Of(Schema, columns, Description);
        var dictionaries = new ArrowDictionaries(Description, _limits);
        var batches = 0;
        foreach (var offset in _messages)
        {
            var decoded = await TableFormatBorder.GuardAsync(
                Description, () => DecodeAsync(offset, projection, dictionaries, ct), batches).ConfigureAwait(false);
            if (decoded is not var (arrays, rows))
            {
                continue;
            }

            foreach (var slice in BatchSlicer.Slice(projection.Schema, arrays, rows, Description, batches, _limits))
            {
                ct.ThrowIfCancellationRequested();
                yield return slice;
            }

            batches++;
        }
    }

    public IAsyncEnumerable<RecordBatch> ReadPartAsync(int part, IReadOnlyList<string>? columns = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)part, (uint)Parts, nameof(part));
        return Parts == 1 ? ReadAsync(columns, ct) : ReadBatchAsync(part, columns, ct);
    }

    public void RequireUnchanged(int part) => _bytes.RequireUnchanged();

    public ValueTask DisposeAsync() => _bytes.DisposeAsync();

    private async IAsyncEnumerable<RecordBatch> ReadBatchAsync(int part, IReadOnlyList<string>? columns, [EnumeratorCancellation] CancellationToken ct)
    {
        var projection = Projection.Of(Schema, columns, Description);
        var decoded = await TableFormatBorder.GuardAsync(Description, () => DecodeAsync(_messages[part], projection, new(Description, _limits), ct), part).ConfigureAwait(false);
        if (decoded is var (arrays, rows))
        {
            foreach (var slice in BatchSlicer.Slice(projection.Schema, arrays, rows, Description, part, _limits))
            {
                ct.ThrowIfCancellationRequested();
                yield return slice;
            }
        }
    }

    private static (ArrowSchema Schema, List<long> Messages) ReadFooter(byte[] bytes, string source, ReadLimits limits)
    {
        const int BlockSize = 24;
        var footer = FlatTable.Root(bytes);
        var header = footer.Table(1);
        if (header.IsMissing)
        {
            throw new TableFormatException(TableFormatError.Corrupt, source, "has a footer without schema");
        }

        var messages = new List<long>();
        foreach (var slot in (ReadOnlySpan<int>)[2, 3])
        {
            for (var blocks = footer.VectorBytes(slot, BlockSize); !blocks.IsEmpty; blocks = blocks[BlockSize..])
            {
                messages.Add(BinaryPrimitives.ReadInt64LittleEndian(blocks));
            }
        }

        return (new ArrowSchemaReader(source, limits).Read(header), messages);
    }

    private static async Task<ITableSource> CreateAsync(
        SourceBytes bytes, ReadLimits limits, TableFormat format, ArrowSchema schema, IReadOnlyList<long> messages, CancellationToken ct)
    {
        long rows = 0;
        foreach (var offset in messages)
        {
            var message = await ReadMessageAsync(bytes, offset, limits, ct).ConfigureAwait(false);
            if (message.HeaderType == ArrowMessage.BatchHeader)
            {
                var declared = message.Header.Int64(0);
                if (declared is < 0 or > int.MaxValue - 1)
                {
                    throw new TableFormatException(TableFormatError.Corrupt, bytes.Description, $"declares a batch of {declared} rows");
                }

                rows += declared;
            }
        }

        return new ArrowTableSource(bytes, limits, format, schema, messages, rows);
    }

    private static async ValueTask<ArrowMessage> ReadMessageAsync(SourceBytes bytes, long offset, ReadLimits limits, CancellationToken ct) =>
        await ArrowMessage.ReadAsync(bytes, offset, limits, ct).ConfigureAwait(false)
        ?? throw new TableFormatException(TableFormatError.Corrupt, bytes.Description, $"has no message at byte {offset}");

    private async Task<(ArrayData[] Arrays, int Rows)?> DecodeAsync(
        long offset, Projection projection, ArrowDictionaries dictionaries, CancellationToken ct)
    {
        var message = await ReadMessageAsync(_bytes, offset, _limits, ct).ConfigureAwait(false);
        var body = await _bytes.ReadAsync(message.BodyOffset, (int)message.BodyLength, ct).ConfigureAwait(false);
        switch (message.HeaderType)
        {
            case ArrowMessage.DictionaryHeader:
                dictionaries.Read(_schema, message.Header, body);
                return null;
            case ArrowMessage.BatchHeader:
                return ReadBatch(message.Header, body, projection, dictionaries);
            default:
                throw new TableFormatException(TableFormatError.Corrupt, Description, $"has a message of type {message.HeaderType} among its batches");
        }
    }

    private (ArrayData[] Arrays, int Rows) ReadBatch(FlatTable header, byte[] body, Projection projection, ArrowDictionaries dictionaries)
    {
        var reader = new ArrowBatchReader(header, body, _schema.IsBigEndian, dictionaries, Description, _limits);
        var places = new Dictionary<int, int>(projection.Indices.Length);
        for (var i = 0; i < projection.Indices.Length; i++)
        {
            places[projection.Indices[i]] = i;
        }

        var arrays = new ArrayData[projection.Indices.Length];
        for (var i = 0; i < _schema.Nodes.Length; i++)
        {
            var wanted = places.TryGetValue(i, out var place);
            if (reader.ReadColumn(_schema.Nodes[i], Schema.FieldsList[i].Name, wanted) is { } data)
            {
                arrays[place] = data;
            }
        }

        return (arrays, (int)reader.Rows);
    }
}
