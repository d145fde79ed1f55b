using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Server.Mapping;

namespace Lineage.Server.Tests.Mapping;

public sealed class TraceMappingTests
{
    private const int MessageLimit = 4 * 1024 * 1024;

    [Theory]
    [InlineData(0, 1_201)]
    [InlineData(65_536, 300)]
    public void ToWire_LevelOfManyOrLargeNodes_GoesOutInPiecesBelowAnyMessageLimit(int description, int count)
    {
        var nodes = Enumerable.Range(0, count).Select(i => SourceNode($"s{i:D5}", new string('é', description))).ToList();
        var edges = nodes.Select(n => new Edge { From = n.Name, Kind = EdgeKind.DerivedFrom, To = nodes[0].Name, CreateTime = n.CreateTime }).ToList();

        var messages = new TraceLevel(1, nodes, edges).ToWire().ToList();

        Assert.All(messages, m => Assert.InRange(m.CalculateSize(), 1, MessageLimit));
        Assert.All(messages, m => Assert.InRange(m.Level.Nodes.Count + m.Level.Edges.Count, 1, 500));
        Assert.Equal(nodes.Select(n => n.Name.Value), messages.SelectMany(m => m.Level.Nodes).Select(n => n.Name));
        Assert.Equal(edges.Select(e => e.From.Value), messages.SelectMany(m => m.Level.Edges).Select(e => e.From));
    }

    private static Node SourceNode(string id, string description)
    {
        var time = new CommitTime(Instant.Parse("2026-11-24T10:00:00Z"));
        return new Node
        {
            Name = ResourceName.Parse($"projects/p/sources/{id}", "name"),
            Content = new Source { Description = description },
            Etag = id,
            CreateTime = time,
            UpdateTime = time,
        };
    }
}
