using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Arrays;

/// <summary>Decimals with more places behind the point.</summary>
internal static class DecimalConversion
{
    /// <summary>The values with a scale that is not less than theirs.</summary>
    /// <exception cref="OverflowException">A value does not fit into the width.</exception>
    public static byte[] Rescale(ArrayData data, int width, int scale)
    {
        var (own, narrow) = data.DataType switch
        {
            Decimal32Type type => (type.Scale, type.ByteWidth),
            Decimal64Type type => (type.Scale, type.ByteWidth),
            Decimal128Type type => (type.Scale, type.ByteWidth),
            Decimal256Type type => (type.Scale, type.ByteWidth),
            _ => throw new NotSupportedException($"type {data.DataType.Name} is no decimal"),
        };
        var factor = BigInteger.Pow(10, scale - own);
        var validity = new Validity(data);
        var from = data.Buffers[1].Span;
        var values = new byte[ArrayLimit.Bytes((long)data.Length * width)];
        for (var i = 0; i < data.Length; i++)
        {
            if (validity.IsNull(i))
            {
                continue;
            }

            var value = new BigInteger(from.Slice((data.Offset + i) * narrow, narrow)) * factor;
            var place = values.AsSpan(i * width, width);
            if (!value.TryWriteBytes(place, out var written))
            {
                throw new OverflowException($"a decimal with {scale} places behind the point needs more than {width} bytes");
            }

            place[written..].Fill(value.Sign < 0 ? byte.MaxValue : byte.MinValue);
        }

        return values;
    }
}
