namespace Lineage.Columnar.Writing.Values;

/// <summary>Brings one value to another type without changing what it means.</summary>
internal interface IConversion<TFrom, TTo>
{
    /// <exception cref="InvalidDataException">The other type cannot hold it.</exception>
    TTo Convert(TFrom value);
}
