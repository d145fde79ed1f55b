namespace Lineage.Server.Mapping;

/// <summary>Maps enums of the protos to those of the domain and back by name; a test asserts that the names are the same.</summary>
internal static class EnumMapping
{
    /// <summary>The value of the same name; where there is none (unspecified), <paramref name="otherwise"/>.</summary>
    public static TTo To<TFrom, TTo>(this TFrom value, TTo otherwise = default)
        where TFrom : struct, Enum
        where TTo : struct, Enum => Pairs<TFrom, TTo>.Map.GetValueOrDefault(value, otherwise);

    private static class Pairs<TFrom, TTo>
        where TFrom : struct, Enum
        where TTo : struct, Enum
    {
        public static readonly Dictionary<TFrom, TTo> Map = Enum.GetValues<TFrom>()
            .Where(v => Enum.IsDefined(typeof(TTo), v.ToString()))
            .ToDictionary(v => v, v => Enum.Parse<TTo>(v.ToString()));
    }
}
