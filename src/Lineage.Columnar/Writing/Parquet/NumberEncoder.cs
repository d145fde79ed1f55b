using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Numbers of four or eight bytes.</summary>
/// <typeparam name="T">What they are in the order of their values.</typeparam>
/// <typeparam name="TBits">What they are to a dictionary, which tells zeros of both signs and all NaNs apart.</typeparam>
internal sealed class NumberEncoder<T, TBits>(LeafStage stage, EncoderScratch scratch) : LeafEncoder(stage, scratch)
    where T : unmanaged, INumber<T>
    where TBits : unmanaged, IBinaryInteger<TBits>
{
    private readonly NumberIndex<TBits> _index = new(scratch);

    public override ReadOnlySpan<byte> Dictionary => Scratch.Entries.Span;

    public override int DictionaryCount => _index.Count;

    public override long PlainBytes => Scratch.Plain.Length;

    protected override ReadOnlySpan<int> Indices => _index.Indices;

    protected override void GatherValues()
    {
        Scratch.Plain.Clear();
        GatherFixed(Scratch.Plain.Take(checked(Stage.Values * Unsafe.SizeOf<T>())), Unsafe.SizeOf<T>());
        IsDictionary = _index.TryBuild(MemoryMarshal.Cast<byte, TBits>(Scratch.Plain.Span));
        if (Extremes.TryFind(MemoryMarshal.Cast<byte, T>(IsDictionary ? Dictionary : Scratch.Plain.Span), out var min, out var max))
        {
            (Min, Max) = (BytesOf(min), BytesOf(max));
            CheckWidth(min);
            CheckWidth(max);
        }
    }

    protected override void WritePlain(int start, int count, ByteSink target) =>
        target.Write(Scratch.Plain.Span.Slice(start * Unsafe.SizeOf<T>(), count * Unsafe.SizeOf<T>()));

    /// <summary>Narrow integers are stored in 32 bits, and must not say more than their own.</summary>
    private void CheckWidth(T value)
    {
        if (Leaf.Element is not { Annotation: Annotation.Integer, BitWidth: < 32 and var width })
        {
            return;
        }

        var (lowest, beyond) = Leaf.Element.IsUnsigned ? (0L, 1L << width) : (-1L << (width - 1), 1L << (width - 1));
        if (long.CreateChecked(value) < lowest || long.CreateChecked(value) >= beyond)
        {
            throw new InvalidDataException($"has the value {value}, which does not fit {width} bits");
        }
    }

    private static byte[] BytesOf(T value) => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
