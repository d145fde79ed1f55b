namespace Lineage.Storage.Conformance;

/// <summary>Fails when a store's test assembly left a class of the suite out.</summary>
public abstract class ComplianceConformance<THarness>
    where THarness : IStoreHarness, new()
{
    [Fact]
    public void Assembly_ClassesOfTheSuite_AreAllDerived()
    {
        var derived = GetType().Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsVisible: true }).ToList();

        var forgotten = Bases().Where(b => !derived.Exists(t => t.IsSubclassOf(b))).Select(b => b.Name[..b.Name.IndexOf('`', StringComparison.Ordinal)]);

        Assert.Empty(forgotten);
    }

    /// <summary>The abstract classes that hold tests; those that only hold what others share are bases of another.</summary>
    private static IEnumerable<Type> Bases() => typeof(StoreConformance<>).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: true, IsGenericTypeDefinition: true } && t.GetMethods().Any(m => m.IsDefined(typeof(FactAttribute), inherit: true)))
        .Select(t => t.MakeGenericType(typeof(THarness)));
}
