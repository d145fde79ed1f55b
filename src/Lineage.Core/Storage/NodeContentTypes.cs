using System.Text.Json.Serialization.Metadata;
using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>Which record is the content of which kind of node.</summary>
internal static class NodeContentTypes
{
    public static Type TypeOf(NodeKind kind) => JsonTypeOf(kind).Type;

    public static JsonTypeInfo JsonTypeOf(NodeKind kind) => kind switch
    {
        NodeKind.Project => NodeContentJsonContext.Default.Project,
        NodeKind.Source => NodeContentJsonContext.Default.Source,
        NodeKind.FeatureSet => NodeContentJsonContext.Default.FeatureSet,
        NodeKind.FeatureSetVersion => NodeContentJsonContext.Default.FeatureSetVersion,
        NodeKind.Dataset => NodeContentJsonContext.Default.Dataset,
        NodeKind.DatasetVersion => NodeContentJsonContext.Default.DatasetVersion,
        NodeKind.Split => NodeContentJsonContext.Default.Split,
        NodeKind.Model => NodeContentJsonContext.Default.Model,
        NodeKind.ModelVersion => NodeContentJsonContext.Default.ModelVersion,
        NodeKind.Experiment => NodeContentJsonContext.Default.Experiment,
        NodeKind.Run => NodeContentJsonContext.Default.Run,
        NodeKind.Deployment => NodeContentJsonContext.Default.Deployment,
        NodeKind.Certificate => NodeContentJsonContext.Default.Certificate,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of node."),
    };
}
