using System.Text;
using System.Text.Json;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance.Samples;

namespace Lineage.Core.Tests.Storage;

public sealed class NodeContentJsonTests
{
    public static TheoryData<NodeKind> Kinds => [.. Enum.GetValues<NodeKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Deserialize_SerializedContent_IsTheSame(NodeKind kind)
    {
        var content = NodeContentSamples.All[kind];

        var document = NodeContentJson.Serialize(kind, content);
        var read = NodeContentJson.Deserialize(kind, document);

        Assert.Equal(Encoding.UTF8.GetString(document), Encoding.UTF8.GetString(NodeContentJson.Serialize(kind, read)));
        var members = content.GetType().GetProperties().Where(p => p.SetMethod is not null).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
        using var json = JsonDocument.Parse(document);
        Assert.All(members, m => Assert.True(json.RootElement.TryGetProperty(m, out _), $"{m} is not kept, or the sample has no value for it"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AllProperties_OfEveryKind_CanBeFilteredByAndNothingElseCan(NodeKind kind)
    {
        var properties = NodeContentSamples.All[kind].AllProperties().Select(p => p.Key).ToList();

        Assert.All(properties, p => Assert.True(FilterFields.IsKnown(kind, p), p));
        var known = FilterFields.Of(kind).Except(["name", "create_time", "update_time"]);
        Assert.All(known, f => Assert.Contains(properties, p => f.EndsWith('.') ? p.StartsWith(f, StringComparison.Ordinal) : p == f));
    }

    [Fact]
    public void Deserialize_UnknownMembers_AreIgnored()
    {
        var document = """{"owner":"ann","fromTheFuture":{"x":1}}"""u8;

        Assert.Equal("ann", ((Core.Governance.Project)NodeContentJson.Deserialize(NodeKind.Project, document)).Owner);
    }

    [Fact]
    public void Serialize_ContentOfAnotherKind_IsRefused() =>
        Assert.Throws<ArgumentException>(() => NodeContentJson.Serialize(NodeKind.Model, NodeContentSamples.All[NodeKind.Project]));
}
