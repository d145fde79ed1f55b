using Lineage.Core.Consistency;

namespace Lineage.Core.Tests.Consistency;

public sealed class VectorContractCacheTests
{
    private static readonly int Weight = Contract(0).Weight;

    [Fact]
    public void Add_ManyMoreThanFit_KeepsAtMostTheCapacity()
    {
        var cache = new VectorContractCache(10 * Weight);
        for (var i = 0; i < 100; i++)
        {
            cache.Add(Contract(i));
        }

        Assert.InRange(Enumerable.Range(0, 100).Count(i => cache.TryGet(Name(i), out _)), 1, 10);
    }

    [Fact]
    public void TryGet_WhatIsUsedAllTheTime_Stays()
    {
        var cache = new VectorContractCache(10 * Weight);
        var kept = Contract(0);
        cache.Add(kept);
        for (var i = 1; i < 100; i++)
        {
            cache.Add(Contract(i));
            Assert.True(cache.TryGet(Name(0), out var found));
            Assert.Same(kept, found);
        }
    }

    [Fact]
    public void Add_OneThatAloneIsHeavierThanAllowed_KeepsItUntilTheNext()
    {
        var cache = new VectorContractCache(1);

        cache.Add(Contract(0));
        cache.Add(Contract(1));
        cache.Add(Contract(2));

        Assert.True(cache.TryGet(Name(2), out _));
        Assert.False(cache.TryGet(Name(0), out _));
    }

    private static string Name(int i) => $"projects/p/models/m/versions/{i}";

    private static VectorContract Contract(int i) => VectorContract.Compile(Training.Record with { ModelVersion = Registry.Name(Name(i)) });
}
