namespace Lineage.Columnar.Writing.Parquet;

/// <summary>When a dictionary pays.</summary>
internal static class IndexRule
{
    /// <summary>After so many values it shows whether most of the others will be new too.</summary>
    public const int Sample = 1 << 12;

    /// <summary>Of 20,000 distinct values in any order, nine in ten of the first 4,096 are new.</summary>
    public static bool GivesUp(int entries, int values) => 10L * entries > 9L * values;

    public static bool Pays(int entries, int values) => entries > 0 && 2L * entries <= values;
}
