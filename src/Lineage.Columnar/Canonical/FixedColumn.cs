using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Apache.Arrow;
using Lineage.Columnar.Kernels;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Canonical;

internal sealed class FixedColumn<TKernel>(string logicalType, ArrayData data, TKernel kernel) : CanonicalColumn(logicalType, data.Length)
    where TKernel : struct, IFixedKernel
{
    private readonly Validity _validity = new(data);
    private readonly ReadOnlyMemory<byte> _values =
        data.Length == 0 ? default : data.Buffers[1].Memory.Slice(data.Offset * kernel.Width, data.Length * kernel.Width);

    public override bool IsNull(int row) => _validity.IsNull(row);

    public override long CountNulls() => _validity.CountNulls(Length);

    public override void Encode(int row, CanonicalWriter writer) => writer.Advance(Encode(_values.Span, row, writer.GetSpan(IFixedKernel.MaxEncoded)));

    internal override void AddLengths(int start, Span<int> lengths)
    {
        Span<byte> bytes = stackalloc byte[IFixedKernel.MaxEncoded];
        var values = _values.Span;
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] += Encode(values, start + i, bytes);
        }
    }

    internal override void EncodeAt(int start, Span<byte> buffer, Span<int> places)
    {
        var values = _values.Span;
        for (var i = 0; i < places.Length; i++)
        {
            places[i] += Encode(values, start + i, buffer[places[i]..]);
        }
    }

    internal override void AddLengths(ReadOnlySpan<int> rows, Span<int> lengths)
    {
        Span<byte> bytes = stackalloc byte[IFixedKernel.MaxEncoded];
        var values = _values.Span;
        for (var i = 0; i < rows.Length; i++)
        {
            lengths[i] += rows[i] == NullRow ? 1 : Encode(values, rows[i], bytes);
        }
    }

    internal override void EncodeAt(ReadOnlySpan<int> rows, Span<byte> buffer, Span<int> places)
    {
        var values = _values.Span;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] == NullRow)
            {
                buffer[places[i]++] = NullTag;
            }
            else
            {
                places[i] += Encode(values, rows[i], buffer[places[i]..]);
            }
        }
    }

    public override string? Format(int row) => IsNull(row) ? null : kernel.Format(Value(row));

    internal override void Hash(int start, in CellKey key, Span<ulong> a, Span<ulong> b)
    {
        var values = _values.Span.Slice(start * kernel.Width, a.Length * kernel.Width);
        CellHash.Fill(new WordCells<FixedWords<TKernel>>(in key, new(kernel, values)), a, b);
        var areWords = kernel.AreWords(values);
        for (var i = 0; !areWords && i < a.Length; i++)
        {
            if (!kernel.IsWord(values.Slice(i * kernel.Width, kernel.Width)))
            {
                HashBytes(start + i, key, out a[i], out b[i]);
            }
        }

        _validity.SetNulls(start, key, a, b);
    }

    internal override void Accumulate(int start, in RowBlock block, ColumnAccumulator column)
    {
        var values = _values.Span.Slice(start * kernel.Width, block.Rows * kernel.Width);
        if (kernel.AreWords(values))
        {
            _validity.Accumulate(new WordCells<FixedWords<TKernel>>(in column.Key, new(kernel, values)), start, block, column);
            return;
        }

        base.Accumulate(start, block, column);
    }

    internal override bool TryGetTimes(int start, Span<long> nanoseconds) => TryGetExactTimes(start, nanoseconds) || base.TryGetTimes(start, nanoseconds);

    internal override bool TryGetExactTimes(int start, Span<long> nanoseconds)
    {
        if (!kernel.TryGetTimes(Values(start, nanoseconds.Length), nanoseconds))
        {
            return base.TryGetExactTimes(start, nanoseconds);
        }

        _validity.SetNulls(start, NullTime, nanoseconds);
        return true;
    }

    internal override bool GetIntegers(int start, Span<byte> tags, Span<long> values)
    {
        var bytes = Values(start, values.Length);
        if (!kernel.AreWords(bytes))
        {
            return base.GetIntegers(start, tags, values);
        }

        Widen(kernel, bytes, values);
        if (!_validity.HasNulls)
        {
            return true;
        }

        tags[..values.Length].Fill(ValueTag);
        _validity.SetNulls(start, NullTag, tags[..values.Length]);
        return false;
    }

    public override bool TryGetInstant(int row, out Instant instant)
    {
        instant = default;
        return !IsNull(row) && kernel.TryGetInstant(Value(row), out instant);
    }

    public override bool TryGetDouble(int row, out double value)
    {
        value = 0;
        return !IsNull(row) && kernel.TryGetDouble(Value(row), out value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Widen(TKernel kernel, ReadOnlySpan<byte> bytes, Span<long> values)
    {
        ref var first = ref MemoryMarshal.GetReference(bytes);
        ref var target = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Vector256<long>.Count; i += Vector256<long>.Count)
        {
            kernel.FourWords(ref Unsafe.Add(ref first, i * kernel.Width)).AsInt64().StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < values.Length; i++)
        {
            values[i] = (long)kernel.Word(ref Unsafe.Add(ref first, i * kernel.Width));
        }
    }

    private ReadOnlySpan<byte> Values(int start, int count) => _values.Span.Slice(start * kernel.Width, count * kernel.Width);

    private ReadOnlySpan<byte> Value(int row) => _values.Span.Slice(row * kernel.Width, kernel.Width);

    private int Encode(ReadOnlySpan<byte> values, int row, Span<byte> target)
    {
        if (_validity.IsNull(row))
        {
            target[0] = NullTag;
            return 1;
        }

        target[0] = ValueTag;
        return kernel.Encode(values.Slice(row * kernel.Width, kernel.Width), target);
    }
}
