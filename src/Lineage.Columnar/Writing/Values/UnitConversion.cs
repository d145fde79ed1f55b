using System.Numerics;

namespace Lineage.Columnar.Writing.Values;

/// <summary>Between counts of different units.</summary>
/// <param name="multiplier">How many of the other unit one is.</param>
/// <param name="divisor">How many are one of the other unit.</param>
/// <param name="isFloored">Whether what is left over is dropped towards the past; else it is an error.</param>
internal readonly struct UnitConversion<TFrom, TTo>(long multiplier, long divisor, bool isFloored) : IConversion<TFrom, TTo>
    where TFrom : unmanaged, IBinaryInteger<TFrom>
    where TTo : unmanaged, IBinaryInteger<TTo>
{
    public TTo Convert(TFrom value)
    {
        var (quotient, rest) = Math.DivRem(long.CreateTruncating(value), divisor);
        quotient -= isFloored && rest < 0 ? 1 : 0;
        var scaled = (Int128)quotient * multiplier;
        var converted = TTo.CreateTruncating(scaled);
        return (rest == 0 || isFloored) && Int128.CreateTruncating(converted) == scaled
            ? converted
            : throw new InvalidDataException($"has the count {value}, which does not fit the unit that is written");
    }
}
