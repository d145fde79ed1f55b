using System.Numerics;

namespace Lineage.Columnar.Writing.Values;

/// <summary>Between floating-point numbers of any width. Every NaN stays one.</summary>
internal readonly struct FloatConversion<TFrom, TTo> : IConversion<TFrom, TTo>
    where TFrom : unmanaged, IBinaryFloatingPointIeee754<TFrom>
    where TTo : unmanaged, IBinaryFloatingPointIeee754<TTo>
{
    public TTo Convert(TFrom value)
    {
        var converted = TTo.CreateTruncating(value);
        return TFrom.CreateTruncating(converted) == value || TFrom.IsNaN(value)
            ? converted
            : throw new InvalidDataException($"has the value {value}, which {typeof(TTo).Name} cannot hold exactly");
    }
}
