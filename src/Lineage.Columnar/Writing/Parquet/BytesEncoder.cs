using System.Buffers.Binary;
using Apache.Arrow;
using Lineage.Columnar.Writing.Values;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>
/// Texts and binaries, each behind its length. The entries of a dictionary that comes in are looked up once each; those of a plain array are given up where nearly
/// all of the first are distinct.
/// </summary>
internal sealed class BytesEncoder(LeafStage stage, EncoderScratch scratch) : LeafEncoder(stage, scratch)
{
    private const int Unknown = -1;

    /// <summary>Longer values are left out of statistics.</summary>
    private const int LongestExtreme = 256;
    private readonly BytesIndex _index = scratch.Bytes;
    private ArrayData? _knownOf;
    private int _place;

    public override ReadOnlySpan<byte> Dictionary => _index.Entries.Span;

    public override int DictionaryCount => _index.Count;

    public override long PlainBytes => Scratch.Plain.Length;

    protected override ReadOnlySpan<int> Indices => Scratch.Indices(Stage.Values);

    protected override void GatherValues()
    {
        Scratch.Plain.Clear();
        _index.Clear();
        (_knownOf, _place) = (null, 0);
        IsDictionary = TryIndex() && IndexRule.Pays(_index.Count, Stage.Values);
        if (!IsDictionary)
        {
            foreach (var run in Stage.Runs)
            {
                GatherPlain(run);
            }
        }

        FindExtremes(IsDictionary ? Dictionary : Scratch.Plain.Span);
    }

    protected override void WritePlain(int start, int count, ByteSink target)
    {
        var bytes = Scratch.Plain.Span;
        var end = _place;
        for (; count > 0; count--)
        {
            end += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(bytes[end..]);
        }

        target.Write(bytes[_place..end]);
        _place = end;
    }

    private bool TryIndex()
    {
        var indices = Scratch.Indices(Stage.Values);
        var (done, isSampled) = (0, false);
        foreach (var run in Stage.Runs)
        {
            var found = indices.Slice(done, run.Count);
            if (run.IsDictionary)
            {
                if (!TryTranslate(run, found))
                {
                    return false;
                }

                done += run.Count;
                continue;
            }

            for (var start = 0; start < run.Count;)
            {
                var part = Math.Min(IndexRule.Sample, run.Count - start);
                if (!TryFind(run, start, found.Slice(start, part)))
                {
                    return false;
                }

                (start, done) = (start + part, done + part);
                if (!isSampled && done >= IndexRule.Sample)
                {
                    isSampled = true;
                    if (IndexRule.GivesUp(_index.Count, done))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private bool TryFind(in StagedRun run, int start, Span<int> found)
    {
        var values = new BytesAt(run.Data);
        var places = run.IsPicked ? Stage.Places(run)[start..] : default;
        for (var i = 0; i < found.Length; i++)
        {
            if ((found[i] = _index.Find(values[run.IsPicked ? places[i] : run.Start + start + i])) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryTranslate(in StagedRun run, Span<int> found)
    {
        if (!ReferenceEquals(_knownOf, run.Data))
        {
            _knownOf = run.Data;
            Scratch.Known(run.Data.Length).Fill(Unknown);
        }

        var values = new BytesAt(run.Data);
        var places = Stage.Places(run);
        var known = Scratch.Known(run.Data.Length);
        for (var i = 0; i < found.Length; i++)
        {
            ref var entry = ref known[places[i]];
            if (entry == Unknown && (entry = _index.Find(values[places[i]])) < 0)
            {
                return false;
            }

            found[i] = entry;
        }

        return true;
    }

    private void GatherPlain(in StagedRun run)
    {
        if (run.Count == 0)
        {
            return;
        }

        var values = new BytesAt(run.Data);
        var places = run.IsPicked ? Stage.Places(run) : default;
        for (var i = 0; i < run.Count; i++)
        {
            var value = values[run.IsPicked ? places[i] : run.Start + i];
            var target = Scratch.Plain.Take(checked(sizeof(int) + value.Length));
            BinaryPrimitives.WriteInt32LittleEndian(target, value.Length);
            value.CopyTo(target[sizeof(int)..]);
        }
    }

    private void FindExtremes(ReadOnlySpan<byte> plain)
    {
        ReadOnlySpan<byte> min = default, max = default;
        for (var place = 0; place < plain.Length;)
        {
            var value = plain.Slice(place + sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(plain[place..]));
            if (place == 0)
            {
                min = max = value;
            }

            min = value.SequenceCompareTo(min) < 0 ? value : min;
            max = value.SequenceCompareTo(max) > 0 ? value : max;
            place += sizeof(int) + value.Length;
        }

        if (!plain.IsEmpty && min.Length <= LongestExtreme && max.Length <= LongestExtreme)
        {
            (Min, Max) = (min.ToArray(), max.ToArray());
        }
    }
}
