using System.Numerics;

namespace Lineage.Columnar.Writing.Values;

/// <summary>Between integers of any width and sign.</summary>
internal readonly struct IntegerConversion<TFrom, TTo> : IConversion<TFrom, TTo>
    where TFrom : unmanaged, IBinaryInteger<TFrom>
    where TTo : unmanaged, IBinaryInteger<TTo>
{
    public TTo Convert(TFrom value)
    {
        var converted = TTo.CreateTruncating(value);
        return TFrom.CreateTruncating(converted) == value && TTo.IsNegative(converted) == TFrom.IsNegative(value)
            ? converted
            : throw new InvalidDataException($"has the value {value}, which does not fit {typeof(TTo).Name}");
    }
}
