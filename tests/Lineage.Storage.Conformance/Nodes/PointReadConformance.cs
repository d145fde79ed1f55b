using System.Text;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance.Samples;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Conformance.Nodes;

/// <summary>Nodes by name, which is compared ordinally, and kept as they were written.</summary>
public abstract class PointReadConformance<THarness> : StoreConformance<THarness>
    where THarness : IStoreHarness, new()
{
    public static TheoryData<NodeKind> Kinds => [.. Enum.GetValues<NodeKind>()];

    [Fact]
    public async Task Find_NameThatNeverWas_IsNull() => Assert.Null(await Store.FindAsync(SourceName("a"), Token));

    [Fact]
    public async Task Find_Tombstone_IsFound()
    {
        await CreateAsync("a");
        await WriteAsync(Delete("a"));

        Assert.True((await Store.FindAsync(SourceName("a"), Token))!.IsTombstone);
    }

    [Theory]
    [InlineData("name", "Name")]
    [InlineData("ß", "ss")]
    [InlineData("ß", "ẞ")]
    [InlineData("i", "ı")]
    [InlineData("K", "\u212A")]
    [InlineData("a", "а")]
    [InlineData("é", "e")]
    [InlineData("𝒳", "x")]
    [InlineData("ﬁ", "fi")]
    [InlineData("1.0", "1.00")]
    [InlineData("a_c", "abc")]
    public async Task Find_NamesThatOnlyLookAlike_AreTwoNodes(string one, string other)
    {
        var isName = ResourceName.TryParse($"projects/p/sources/{other}", out var name, out _);
        await WriteAsync(Create(one, "one"));
        if (!isName)
        {
            // What Unicode calls the same text has one form only; the other is no name, so no store ever sees it.
            Assert.NotEqual(other, other.Normalize(NormalizationForm.FormC));
            return;
        }

        Assert.Null(await Store.FindAsync(name!, Token));
        await WriteAsync(Create(other, "other"));

        Assert.Equal("one", ((Source)(await NodeAsync(one)).Content).Owner);
        Assert.Equal("other", ((Source)(await NodeAsync(other)).Content).Owner);
    }

    [Theory]
    [InlineData("e\u0301")]
    [InlineData("\u1112\u1161\u11ab")]
    [InlineData("a\u0323\u0307b\u0307\u0323")]
    public void Parse_OtherNormalForm_IsRefusedBeforeAnyStore(string id)
    {
        var error = Assert.Throws<LineageException>(() => SourceName(id));

        Assert.Equal(ErrorReason.InvalidResourceName, error.Reason);
        Assert.Equal(id.Normalize(NormalizationForm.FormC), SourceName(id.Normalize(NormalizationForm.FormC)).Id);
    }

    [Fact]
    public async Task FindMany_Names_AreAnsweredInTheirOrder()
    {
        await CreateAsync("a", "b", "c");
        await WriteAsync(Delete("b"));

        var nodes = await Store.FindManyAsync([SourceName("c"), SourceName("never"), SourceName("a"), SourceName("b"), SourceName("c")], Token);

        Assert.Equal(["c", null, "a", "b", "c"], nodes.Select(n => n?.Name.Id));
    }

    [Fact]
    public async Task FindMany_NoNames_IsEmpty() => Assert.Empty(await Store.FindManyAsync([], Token));

    [Fact]
    public async Task FindMany_ManyNames_AreAllAnswered()
    {
        var ids = Enumerable.Range(0, 2_000).Select(i => $"n{i}").ToArray();
        await CreateAsync(ids);

        var nodes = await Store.FindManyAsync([.. ids.Reverse().Select(SourceName)], Token);

        Assert.Equal(ids.Reverse(), nodes.Select(n => n!.Name.Id));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Find_ContentOfEveryKind_IsKeptWhole(NodeKind kind)
    {
        var content = NodeContentSamples.All[kind];
        var name = NameOf(kind);
        await WriteAsync(NodeWrite.Create(name, content));

        var read = await Store.FindAsync(name, Token);

        Assert.Equal(Document(kind, content), Document(kind, read!.Content));
        Assert.Equal(content.AllProperties(), read.Content.AllProperties());
    }

    [Theory]
    [InlineData("")]
    [InlineData("' OR 1=1; DROP TABLE node; --")]
    [InlineData("nul \0 inside, and at the end \0")]
    [InlineData("\"quotes\" \\ \r\n\t \u2028 👩‍🔬 e\u0301 é")]
    [InlineData("{{ $x }} %s %00 $1 ?1 :a @b")]
    public async Task Find_AnyText_IsKeptAsItWas(string text)
    {
        await WriteAsync(NodeWrite.Create(SourceName("a"), Source(text, ("key", text)) with { Description = text }));

        var content = (Source)(await NodeAsync("a")).Content;

        Assert.Equal((text, text, text), (content.Owner, content.Description, content.Tags["key"]));
    }

    [Fact]
    public async Task Find_LongText_IsKeptWhole()
    {
        var text = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}-ä"));
        await WriteAsync(NodeWrite.Create(SourceName("a"), Source() with { Description = text }));

        Assert.Equal(text, (await NodeAsync("a")).Content.Description);
    }

    [Fact]
    public async Task Find_AfterEveryAcknowledgedWrite_SeesIt()
    {
        await CreateAsync("a");
        var outcomes = await AtOnceAsync(6, async client =>
        {
            for (var i = 0; i < 20; i++)
            {
                var written = await Store.CommitAsync(new ChangeSet { Nodes = [Replace("a", $"{client}-{i}")] }, Token);
                var read = await NodeAsync("a");
                Assert.True(read.UpdateTime.CompareTo(written.Time) >= 0, "a read returned a state from before a write that was acknowledged");
            }

            return true;
        });

        Assert.All(outcomes, o => Assert.True(o.Succeeded));
    }

    private static string Document(NodeKind kind, NodeContent content) => Encoding.UTF8.GetString(NodeContentJson.Serialize(kind, content));

    private static ResourceName NameOf(NodeKind kind)
    {
        var segments = ResourceName.Pattern(kind).Split('/');
        return Name(string.Join('/', segments.Select(s => s.StartsWith('{') ? s.Trim('{', '}') : s)));
    }
}
