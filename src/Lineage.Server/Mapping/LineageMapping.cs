using Google.Protobuf;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Server.Mapping;

/// <summary>Nodes, edges and questions to the graph.</summary>
internal static class LineageMapping
{
    private const int PieceCount = 500;
    private const int PieceBytes = 1024 * 1024;

    public static V1.Node ToWire(this Node node, int depth = 0) => new()
    {
        Name = node.Name.Value,
        Kind = node.Kind.To<NodeKind, V1.NodeKind>(),
        Description = node.Content.Description,
        Properties = node.Content.AllProperties().ToStruct(),
        Depth = depth,
        CreateTime = node.CreateTime.ToWire(),
        DeleteTime = node.DeleteTime.ToWire(),
    };

    public static V1.Edge ToWire(this Edge edge)
    {
        var result = new V1.Edge
        {
            From = edge.From.Value,
            Kind = edge.Kind.To<EdgeKind, V1.EdgeKind>(),
            To = edge.To.Value,
            CreateTime = edge.CreateTime.ToWire(),
            CloseTime = edge.CloseTime.ToWire(),
        };
        result.Properties.AddAll(edge.Properties);
        return result;
    }

    public static TraceRequest ToDomain(this V1.TraceLineageRequest request)
    {
        var violations = new Violations();
        violations.Require(request.EdgeKinds.All(k => k.To((EdgeKind)(-1)) != (EdgeKind)(-1)), "edge_kinds", "has a kind that does not exist");
        violations.Require(request.NodeKinds.All(k => k.To((NodeKind)(-1)) != (NodeKind)(-1)), "node_kinds", "has a kind that does not exist");
        violations.ThrowIfAny();
        return new TraceRequest
        {
            Roots = [.. request.Roots],
            Direction = request.Direction.To(TraceDirection.Upstream),
            MaxDepth = request.HasMaxDepth ? request.MaxDepth : null,
            NodeBudget = request.NodeBudget,
            EdgeKinds = request.EdgeKinds.Select(k => k.To<V1.EdgeKind, EdgeKind>()).ToHashSet(),
            NodeKinds = request.NodeKinds.Select(k => k.To<V1.NodeKind, NodeKind>()).ToHashSet(),
            AsOf = request.AsOf?.ToInstant("as_of"),
        };
    }

    /// <summary>The messages of one part: a level goes out in pieces that stay below any message limit, its edges after its nodes.</summary>
    public static IEnumerable<V1.TraceLineageResponse> ToWire(this TraceEvent part)
    {
        if (part is TraceEnd end)
        {
            yield return new V1.TraceLineageResponse
            {
                End = new V1.TraceEnd { Completeness = end.Completeness.To<Completeness, V1.Completeness>(), KnownUnreported = end.KnownUnreported },
            };
            yield break;
        }

        var level = (TraceLevel)part;
        foreach (var nodes in Pieces(level.Nodes.Select(n => n.ToWire(level.Depth))))
        {
            yield return new V1.TraceLineageResponse { Level = new V1.TraceLevel { Depth = level.Depth, Nodes = { nodes } } };
        }

        foreach (var edges in Pieces(level.Edges.Select(e => e.ToWire())))
        {
            yield return new V1.TraceLineageResponse { Level = new V1.TraceLevel { Depth = level.Depth, Edges = { edges } } };
        }
    }

    /// <summary>The messages in lists of at most 500, of which none but a list of one is larger than the limit.</summary>
    private static IEnumerable<List<T>> Pieces<T>(IEnumerable<T> messages)
        where T : IMessage
    {
        var piece = new List<T>();
        var bytes = 0;
        foreach (var message in messages)
        {
            var size = message.CalculateSize();
            if (piece.Count > 0 && (piece.Count == PieceCount || bytes + size > PieceBytes))
            {
                yield return piece;
                piece = [];
                bytes = 0;
            }

            piece.Add(message);
            bytes += size;
        }

        if (piece.Count > 0)
        {
            yield return piece;
        }
    }

    public static V1.FindPathResponse ToWire(this PathResult path) => new()
    {
        Found = path.Nodes.Count > 0,
        Nodes = { path.Nodes.Select((n, i) => n.ToWire(i)) },
        Edges = { path.Edges.Select(e => e.ToWire()) },
        Completeness = path.Completeness.To<Completeness, V1.Completeness>(),
    };

    public static V1.DiffLineageResponse ToWire(this LineageDifference difference) => new()
    {
        Changes = { difference.Changes.Select(ToWire) },
        Common = difference.Common,
        Completeness = difference.Completeness.To<Completeness, V1.Completeness>(),
    };

    public static V1.ExportLineageResponse ToWire(this LineageGraph graph, V1.ExportFormat format) => new()
    {
        Text = LineageExport.Render(graph, format.To(ExportFormat.Json)),
        Completeness = graph.End.Completeness.To<Completeness, V1.Completeness>(),
        KnownUnreported = graph.End.KnownUnreported,
    };

    private static V1.LineageChange ToWire(LineageChange change) => new()
    {
        Kind = change.Kind.To<LineageChangeKind, V1.ChangeKind>(),
        Resource = change.Resource,
        Before = { change.Before.Select(n => n.Value) },
        After = { change.After.Select(n => n.Value) },
        Details = { change.Details },
    };
}
