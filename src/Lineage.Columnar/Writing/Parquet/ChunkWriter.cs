using System.IO.Hashing;
using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Writes the pages of one leaf of a row group, in version 1, which every reader knows. Pages begin with a row.</summary>
internal sealed class ChunkWriter(WriteCompression compression)
{
    public const int Uncompressed = 0;
    public const int Snappy = 1;

    /// <summary>Bytes of a page before compression, about. Our reader holds pages up to this size as a whole.</summary>
    private const int PageBytes = 1 << 18;
    private const int MostEntries = 1 << 20;

    /// <summary>How much of a page is compressed to see whether that pays.</summary>
    private const int SampleBytes = 1 << 16;
    private readonly ByteSink _body = new();
    private readonly ByteSink _compressed = new();
    private int _codec;
    private long _uncompressed;

    /// <summary>Encodes and appends what is staged.</summary>
    public WrittenChunk Write(LeafEncoder encoder, ByteSink target)
    {
        encoder.Gather();
        var stage = encoder.Stage;
        var (start, dataStart) = (target.Length, target.Length);
        var perPage = EntriesPerPage(encoder);
        _uncompressed = 0;
        for (var entry = 0; entry < stage.Entries;)
        {
            var end = EndOfPage(stage, entry, perPage);
            FillPage(encoder, entry, end);
            if (entry == 0)
            {
                _codec = compression == WriteCompression.Snappy && IsSmaller(_body.Span) ? Snappy : Uncompressed;
                if (encoder.IsDictionary)
                {
                    WritePage(target, PageHeader.DictionaryPage, encoder.DictionaryCount, Encoding.Plain, encoder.Dictionary);
                    dataStart = target.Length;
                }
            }

            WritePage(target, PageHeader.DataPage, end - entry, encoder.IsDictionary ? Encoding.RleDictionary : Encoding.Plain, _body.Span);
            entry = end;
        }

        return new(
            stage.Leaf, encoder.IsDictionary, _codec, stage.Entries, stage.Entries - stage.Values, start, dataStart, target.Length, _uncompressed, encoder.Min, encoder.Max);
    }

    private static int EntriesPerPage(LeafEncoder encoder)
    {
        var stage = encoder.Stage;
        var bits = encoder.IsDictionary ? (double)HybridWriter.WidthFor(encoder.DictionaryCount - 1) * stage.Values : 8d * encoder.PlainBytes;
        var perEntry = (bits / 8 / Math.Max(1, stage.Entries)) + (stage.Leaf.Repetition > 0 ? 1 : 0.125);
        return (int)Math.Clamp(PageBytes / perEntry, 1, MostEntries);
    }

    private static int EndOfPage(LeafStage stage, int start, int entries)
    {
        var end = (int)Math.Min(stage.Entries, (long)start + entries);
        if (stage.Leaf.Repetition > 0)
        {
            var next = stage.Repetitions.Span[end..].IndexOf((byte)0);
            end = next < 0 ? stage.Entries : end + next;
        }

        return end;
    }

    private void FillPage(LeafEncoder encoder, int start, int end)
    {
        var stage = encoder.Stage;
        _body.Clear();
        WriteLevels(stage.Repetitions, stage.Leaf.Repetition, start, end);
        WriteLevels(stage.Definitions, stage.Leaf.Definition, start, end);
        var values = stage.Leaf.Definition == 0 ? end - start : stage.Definitions.Span[start..end].Count((byte)stage.Leaf.Definition);
        encoder.WriteNext(values, _body);
    }

    private void WriteLevels(ByteSink levels, int highest, int start, int end)
    {
        if (highest == 0)
        {
            return;
        }

        var place = _body.Length;
        _body.WriteInt32(0);
        HybridWriter.Write(levels.Span[start..end], HybridWriter.WidthFor(highest), _body);
        _body.SetInt32(place, _body.Length - place - sizeof(int));
    }

    private bool IsSmaller(ReadOnlySpan<byte> body)
    {
        var sample = body[..Math.Min(body.Length, SampleBytes)];
        return Compress(sample).Length < sample.Length - (sample.Length / 8);
    }

    private ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> bytes)
    {
        _compressed.Clear();
        var written = Snappier.Snappy.Compress(bytes, _compressed.Take(Snappier.Snappy.GetMaxCompressedLength(bytes.Length)));
        _compressed.Shorten(written);
        return _compressed.Span;
    }

    private void WritePage(ByteSink target, int type, int values, Encoding encoding, ReadOnlySpan<byte> body)
    {
        var stored = _codec == Snappy ? Compress(body) : body;
        var start = target.Length;
        var header = new ThriftWriter(target);
        header.Begin();
        header.Int32(1, type);
        header.Int32(2, body.Length);
        header.Int32(3, stored.Length);
        header.Int32(4, unchecked((int)Crc32.HashToUInt32(stored)));
        header.Begin(type == PageHeader.DictionaryPage ? 7 : 5);
        header.Int32(1, values);
        header.Int32(2, (int)encoding);
        if (type == PageHeader.DataPage)
        {
            header.Int32(3, (int)Encoding.Rle);
            header.Int32(4, (int)Encoding.Rle);
        }

        header.End();
        header.End();
        _uncompressed += target.Length - start + body.Length;
        target.Write(stored);
    }
}
