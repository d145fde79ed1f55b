using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;
using Lineage.Storage.Conformance.Samples;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Nodes;

/// <summary>Conditions on the properties of nodes: every operator, every type, and types that do not match.</summary>
public abstract class FilterConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    private const long Beyond = (1L << 53) + 1;

    [Theory]
    [InlineData(FilterOperator.Equals, "b", "b")]
    [InlineData(FilterOperator.Equals, "", "")]
    [InlineData(FilterOperator.NotEquals, "b", "B,a,ab,none,é,ｂ,𝒳")]
    [InlineData(FilterOperator.Less, "b", "B,a,ab")]
    [InlineData(FilterOperator.LessOrEqual, "b", "B,a,ab,b")]
    [InlineData(FilterOperator.Greater, "b", "é,ｂ,𝒳")]
    [InlineData(FilterOperator.GreaterOrEqual, "b", "b,é,ｂ,𝒳")]
    [InlineData(FilterOperator.Greater, "ｂ", "𝒳")]
    [InlineData(FilterOperator.StartsWith, "a", "a,ab")]
    [InlineData(FilterOperator.StartsWith, "", "B,a,ab,b,é,ｂ,𝒳")]
    [InlineData(FilterOperator.StartsWith, "é", "é")]
    [InlineData(FilterOperator.StartsWith, "𝒳", "𝒳")]
    [InlineData(FilterOperator.StartsWith, "%", "")]
    public async Task List_TextCondition_ComparesUtf8Bytes(FilterOperator comparison, string value, string expected)
    {
        foreach (var text in (string[])["B", "a", "ab", "b", "é", "ｂ", "𝒳"])
        {
            await WriteAsync(NodeWrite.Create(SourceName(text), Source("x", ("t", text))));
        }

        await WriteAsync(Create("none"));

        Assert.Equal(expected, await MatchesAsync(NodeKind.Source, new PropertyFilter("tags.t", comparison, value)));
    }

    [Theory]
    [InlineData(FilterOperator.Equals, 1.0, "one")]
    [InlineData(FilterOperator.NotEquals, 1.0, "half,inf,nan,none,zero")]
    [InlineData(FilterOperator.Less, 1.0, "half,zero")]
    [InlineData(FilterOperator.LessOrEqual, 1.0, "half,one,zero")]
    [InlineData(FilterOperator.Greater, 0.5, "inf,one")]
    [InlineData(FilterOperator.GreaterOrEqual, 0.5, "half,inf,one")]
    [InlineData(FilterOperator.Equals, double.PositiveInfinity, "inf")]
    [InlineData(FilterOperator.Equals, double.NaN, "")]
    [InlineData(FilterOperator.NotEquals, double.NaN, "half,inf,nan,none,one,zero")]
    [InlineData(FilterOperator.LessOrEqual, double.NaN, "")]
    [InlineData(FilterOperator.Equals, -0.0, "zero")]
    [InlineData(FilterOperator.StartsWith, 1.0, "")]
    public async Task List_NumberCondition_ComparesNumbers(FilterOperator comparison, double value, string expected)
    {
        foreach (var (id, metric) in ((string, double)[])[("zero", 0), ("half", 0.5), ("one", 1), ("inf", double.PositiveInfinity), ("nan", double.NaN)])
        {
            await WriteAsync(NodeWrite.Create(Name($"projects/p/models/m/versions/{id}"), Model(id, metric)));
        }

        await WriteAsync(NodeWrite.Create(Name("projects/p/models/m/versions/none"), Model("none", null)));

        Assert.Equal(expected, await MatchesAsync(NodeKind.ModelVersion, new PropertyFilter("metrics.auc", comparison, value)));
        if (value == 1.0)
        {
            Assert.Equal(expected, await MatchesAsync(NodeKind.ModelVersion, new PropertyFilter("metrics.auc", comparison, 1L)));
        }
    }

    [Fact]
    public async Task List_IntegersBeyondDoubles_CompareExactly()
    {
        foreach (var rows in (long[])[Beyond - 1, Beyond, long.MaxValue, long.MinValue])
        {
            await WriteAsync(NodeWrite.Create(SourceName($"n{(ulong)rows}"), Source() with { Fingerprint = NodeContentSamples.Fingerprint with { Rows = rows } }));
        }

        Assert.Equal($"n{Beyond}", await MatchesAsync(NodeKind.Source, new PropertyFilter("rows", FilterOperator.Equals, Beyond)));
        Assert.Equal($"n{Beyond - 1}", await MatchesAsync(NodeKind.Source, new PropertyFilter("rows", FilterOperator.Equals, (double)(Beyond - 1))));
        Assert.Equal($"n{Beyond},n{long.MaxValue}", await MatchesAsync(NodeKind.Source, new PropertyFilter("rows", FilterOperator.Greater, (double)(Beyond - 1))));
        Assert.Equal(string.Empty, await MatchesAsync(NodeKind.Source, new PropertyFilter("rows", FilterOperator.GreaterOrEqual, (double)long.MaxValue)));
        Assert.Equal($"n{1UL << 63}", await MatchesAsync(NodeKind.Source, new PropertyFilter("rows", FilterOperator.Equals, (double)long.MinValue)));
    }

    [Fact]
    public async Task List_OtherType_IsNeverEqualAndNeverOrdered()
    {
        await WriteAsync(NodeWrite.Create(SourceName("text"), Source("1")));
        await WriteAsync(NodeWrite.Create(Name("projects/p/models/m/versions/number"), Model("number", 1)));
        FilterOperator[] others =
            [FilterOperator.Equals, FilterOperator.Less, FilterOperator.LessOrEqual, FilterOperator.Greater, FilterOperator.GreaterOrEqual, FilterOperator.StartsWith];

        foreach (var value in (PropertyValue[])[1L, 1.0, true])
        {
            foreach (var property in (string[])["owner", "name", "create_time"])
            {
                await Assert.AllAsync(others, async o => Assert.Equal(string.Empty, await MatchesAsync(NodeKind.Source, new PropertyFilter(property, o, value))));
                Assert.Equal("text", await MatchesAsync(NodeKind.Source, new PropertyFilter(property, FilterOperator.NotEquals, value)));
            }
        }

        foreach (var value in (PropertyValue[])["1", true])
        {
            await Assert.AllAsync(others, async o => Assert.Equal(string.Empty, await MatchesAsync(NodeKind.ModelVersion, new PropertyFilter("metrics.auc", o, value))));
            Assert.Equal("number", await MatchesAsync(NodeKind.ModelVersion, new PropertyFilter("metrics.auc", FilterOperator.NotEquals, value)));
        }
    }

    [Fact]
    public async Task List_NameAndTimes_ArePropertiesOfEveryNode()
    {
        await CreateAsync("a");
        var b = (await CreateAsync("b")).Time;
        await CreateAsync("c");
        var later = (await WriteAsync(Replace("a", "x"))).Time;

        Assert.Equal("b", await MatchesAsync(NodeKind.Source, new PropertyFilter("name", FilterOperator.Equals, "projects/p/sources/b")));
        Assert.Equal("a,b,c", await MatchesAsync(NodeKind.Source, new PropertyFilter("name", FilterOperator.StartsWith, "projects/p/s")));
        Assert.Equal("b", await MatchesAsync(NodeKind.Source, new PropertyFilter("create_time", FilterOperator.Equals, b.ToString())));
        Assert.Equal("a", await MatchesAsync(NodeKind.Source, new PropertyFilter("create_time", FilterOperator.Less, b.ToString())));
        Assert.Equal("b,c", await MatchesAsync(NodeKind.Source, new PropertyFilter("create_time", FilterOperator.GreaterOrEqual, b.ToString())));
        Assert.Equal("a", await MatchesAsync(NodeKind.Source, new PropertyFilter("update_time", FilterOperator.Equals, later.ToString())));
        Assert.Equal("a,b,c", await MatchesAsync(NodeKind.Source, new PropertyFilter("create_time", FilterOperator.StartsWith, "2026-11-24T10:00:0")));
        Assert.Equal("a,b,c", await MatchesAsync(NodeKind.Source, new PropertyFilter("create_time", FilterOperator.Greater, "2026")));
        Assert.Equal("b", await MatchesAsync(NodeKind.Source, new PropertyFilter("create_time", FilterOperator.StartsWith, b.ToString())));
    }

    [Fact]
    public async Task List_SeveralConditions_AllHold()
    {
        await WriteAsync(
            NodeWrite.Create(SourceName("a"), Source("ann", ("t", "1"))),
            NodeWrite.Create(SourceName("b"), Source("ann", ("t", "2"))),
            NodeWrite.Create(SourceName("c"), Source("bob", ("t", "1"))));

        Assert.Equal("a", await MatchesAsync(
            NodeKind.Source,
            new PropertyFilter("owner", FilterOperator.Equals, "ann"),
            new PropertyFilter("tags.t", FilterOperator.Less, "2"),
            new PropertyFilter("name", FilterOperator.NotEquals, "projects/p/sources/c")));
    }

    [Fact]
    public async Task List_PropertyOfTheContentBefore_IsForgotten()
    {
        await WriteAsync(NodeWrite.Create(SourceName("a"), Source("ann", ("t", "1"))));
        await WriteAsync(NodeWrite.Replace(SourceName("a"), Source("bob", ("u", "1")), null));

        Assert.Equal(string.Empty, await MatchesAsync(NodeKind.Source, new PropertyFilter("tags.t", FilterOperator.Equals, "1")));
        Assert.Equal("a", await MatchesAsync(NodeKind.Source, new PropertyFilter("tags.t", FilterOperator.NotEquals, "1")));
        Assert.Equal("a", await MatchesAsync(NodeKind.Source, new PropertyFilter("tags.u", FilterOperator.Equals, "1")));
    }

    [Theory]
    [InlineData("a' OR '1'='1")]
    [InlineData("a\"`]) --")]
    [InlineData("")]
    [InlineData("nul\0nul")]
    [InlineData("Τ𝒳 é")]
    public async Task List_AnyPropertyName_IsSafe(string tag)
    {
        await WriteAsync(NodeWrite.Create(SourceName("a"), Source("x", (tag, "1"))), Create("b"));

        Assert.Equal("a", await MatchesAsync(NodeKind.Source, new PropertyFilter($"tags.{tag}", FilterOperator.Equals, "1")));
        Assert.Equal(string.Empty, await MatchesAsync(NodeKind.Source, new PropertyFilter(tag, FilterOperator.Equals, "1")));
        Assert.Equal("a,b", await MatchesAsync(NodeKind.Source, new PropertyFilter(tag, FilterOperator.NotEquals, "1")));
    }

    private static ModelVersion Model(string version, double? auc) => (ModelVersion)NodeContentSamples.All[NodeKind.ModelVersion] with
    {
        Version = version,
        Scheme = VersionScheme.Hash,
        Metrics = auc is { } value ? new SortedDictionary<string, double>(StringComparer.Ordinal) { ["auc"] = value } : [],
    };

    private async Task<string> MatchesAsync(NodeKind kind, params PropertyFilter[] filters)
    {
        var page = await Store.ListAsync(new NodeQuery { Kind = kind, Filters = filters, PageSize = 100 }, Token);
        return string.Join(',', page.Nodes.Select(n => n.Name.Id));
    }
}
