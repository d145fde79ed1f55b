using System.Numerics;

namespace Lineage.Columnar.Writing.Values;

/// <summary>Decimals of any width and scale, the bytes of each from the lowest on.</summary>
internal sealed class DecimalGather(int width, int scale, int targetWidth, int targetScale) : FixedGather
{
    public override void Run(ReadOnlySpan<byte> source, int start, int count, Span<byte> target)
    {
        if (width == targetWidth && scale == targetScale)
        {
            source.Slice(start * width, count * width).CopyTo(target);
            return;
        }

        for (var i = 0; i < count; i++)
        {
            Convert(source.Slice((start + i) * width, width), target.Slice(i * targetWidth, targetWidth));
        }
    }

    public override void Pick(ReadOnlySpan<byte> source, ReadOnlySpan<int> places, Span<byte> target)
    {
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] >= 0)
            {
                Convert(source.Slice(places[i] * width, width), target.Slice(i * targetWidth, targetWidth));
            }
        }
    }

    private void Convert(ReadOnlySpan<byte> value, Span<byte> target)
    {
        if (width == targetWidth && scale == targetScale)
        {
            value.CopyTo(target);
            return;
        }

        var (unscaled, rest) = (new BigInteger(value), BigInteger.Zero);
        if (targetScale >= scale)
        {
            unscaled *= BigInteger.Pow(10, targetScale - scale);
        }
        else
        {
            (unscaled, rest) = BigInteger.DivRem(unscaled, BigInteger.Pow(10, scale - targetScale));
        }

        if (!rest.IsZero || unscaled.GetByteCount() > target.Length)
        {
            throw new InvalidDataException($"has a decimal that {target.Length} bytes with {targetScale} places behind the point cannot hold");
        }

        target.Fill(unscaled.Sign < 0 ? byte.MaxValue : (byte)0);
        unscaled.TryWriteBytes(target, out _);
    }
}
