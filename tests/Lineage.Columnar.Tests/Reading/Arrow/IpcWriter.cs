using Apache.Arrow;
using Apache.Arrow.Types;
using K4os.Compression.LZ4.Streams;
using Lineage.Columnar.Reading.Compression;

namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>Writes Arrow IPC in forms that no library at hand writes: big-endian, and as it was before 0.15.</summary>
internal sealed class IpcWriter
{
    private const short VersionFour = 3;
    private const short VersionFive = 4;
    private readonly IpcForm _form;
    private readonly List<byte> _bytes = [];
    private readonly List<long> _dictionaryBlocks = [];
    private readonly List<long> _batchBlocks = [];
    private long _dictionaries;

    private IpcWriter(IpcForm form) => _form = form;

    /// <summary>One record batch for each array of columns, after the dictionaries it uses.</summary>
    public static byte[] Write(Schema schema, IpcForm form, params ArrayData[][] batches)
    {
        var writer = new IpcWriter(form);
        var header = IpcSchema.Of(schema, form.Endianness);
        if (form.AsFile)
        {
            writer._bytes.AddRange("ARROW1\0\0"u8);
        }

        writer.Message(1, header, []);
        foreach (var columns in batches)
        {
            writer._dictionaries = 0;
            var cut = System.Array.ConvertAll(columns, Cutting.Cut);
            System.Array.ForEach(cut, writer.Dictionaries);
            writer._batchBlocks.AddRange(writer.Message(3, body => writer.Batch(cut, body, form.Declare)));
        }

        writer.End(header);
        return [.. writer._bytes];
    }

    /// <summary>The dictionaries below an array, in the order in which their fields come; those that others point into come first.</summary>
    private void Dictionaries(ArrayData data)
    {
        if (data.Dictionary is not { } values)
        {
            System.Array.ForEach(data.Children ?? [], Dictionaries);
            return;
        }

        var id = _dictionaries++;
        Dictionaries(values);
        var half = _form.HasDeltas ? values.Length / 2 : values.Length;
        Dictionary(id, Cutting.Cut(values.Slice(0, half)), isDelta: false);
        if (_form.HasDeltas)
        {
            Dictionary(id, Cutting.Cut(values.Slice(half, values.Length - half)), isDelta: true);
        }
    }

    private void Dictionary(long id, ArrayData values, bool isDelta) =>
        _dictionaryBlocks.AddRange(Message(2, body => [id, Batch([values], body, (words, _) => words), isDelta]));

    private object?[] Batch(ArrayData[] columns, List<byte> body, Func<long[], int, long[]> declare)
    {
        var (nodes, buffers, variadic) = (new List<long>(), new List<long>(), new List<long>());
        foreach (var column in columns)
        {
            Flatten(column, nodes, buffers, variadic, body);
        }

        object?[]? compression = _form.Codec == Codec.None ? null : [(byte)(_form.Codec == Codec.Zstd ? 1 : 0), (byte)0];
        var declared = declare([.. buffers], body.Count);
        return [(long)columns[0].Length, new FlatVector(2, [.. nodes]), new FlatVector(2, declared), compression, new FlatVector(1, [.. variadic])];
    }

    private void Flatten(ArrayData data, List<long> nodes, List<long> buffers, List<long> variadic, List<byte> body)
    {
        nodes.AddRange([data.Length, Cutting.Nulls(data)]);
        for (var i = 0; i < data.Buffers.Length; i++)
        {
            var bytes = _form.IsBigEndian ? NaiveSwap.Swap(data.DataType, i, data.Buffers[i].Span) : data.Buffers[i].Span.ToArray();
            bytes = _form.Codec == Codec.None || bytes.Length == 0 ? bytes : Compressed(bytes, isPlain: buffers.Count % 6 == 4);
            buffers.AddRange([body.Count, bytes.Length]);
            body.AddRange(bytes);
            body.AddRange(new byte[-body.Count & 7]);
        }

        if (data.DataType is StringViewType or BinaryViewType)
        {
            variadic.Add(data.Buffers.Length - 2);
        }

        foreach (var child in data.Children ?? [])
        {
            Flatten(child, nodes, buffers, variadic, body);
        }
    }

    /// <summary>The size is little-endian in every file; -1 says that the bytes behind it are plain.</summary>
    private byte[] Compressed(byte[] bytes, bool isPlain)
    {
        if (isPlain)
        {
            return [.. BitConverter.GetBytes(-1L), .. bytes];
        }

        if (_form.Codec == Codec.Zstd)
        {
            using var zstd = new ZstdSharp.Compressor();
            return [.. BitConverter.GetBytes((long)bytes.Length), .. zstd.Wrap(bytes)];
        }

        var target = new MemoryStream();
        using (var stream = LZ4Stream.Encode(target, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        return [.. BitConverter.GetBytes((long)bytes.Length), .. target.ToArray()];
    }

    private long[] Message(byte kind, Func<List<byte>, object?[]> header)
    {
        var body = new List<byte>();
        return Message(kind, header(body), body);
    }

    private long[] Message(byte kind, object?[] header, List<byte> body)
    {
        var offset = _bytes.Count;
        var metadata = FlatWriter.Write([_form.IsMarked ? VersionFive : VersionFour, kind, header, (long)body.Count]);
        var padding = _form.IsMarked ? 0 : 4;
        _bytes.AddRange(_form.IsMarked ? [0xFF, 0xFF, 0xFF, 0xFF] : []);
        _bytes.AddRange(BitConverter.GetBytes(metadata.Length + padding));
        _bytes.AddRange(metadata);
        _bytes.AddRange(new byte[padding]);
        var size = _bytes.Count - offset;
        _bytes.AddRange(body);
        return [offset, size, body.Count];
    }

    private void End(object?[] header)
    {
        _bytes.AddRange(_form.IsMarked ? [0xFF, 0xFF, 0xFF, 0xFF] : []);
        _bytes.AddRange(new byte[4]);
        if (_form.AsFile)
        {
            var again = Enumerable.Repeat(_dictionaryBlocks.TakeLast(3).ToArray(), _form.LastDictionaryNamed - 1).SelectMany(block => block);
            var footer = FlatWriter.Write([VersionFive, header, new FlatVector(3, [.. _dictionaryBlocks, .. again]), new FlatVector(3, [.. _batchBlocks])]);
            _bytes.AddRange(footer);
            _bytes.AddRange(BitConverter.GetBytes(footer.Length));
            _bytes.AddRange("ARROW1"u8);
        }
    }
}
