using Lineage.Core.Graph;
using Lineage.Server.Mapping;

namespace Lineage.Server.Tests.Mapping;

public sealed class EnumMappingTests
{
    /// <summary>The enums of the domain beside their twins on the wire, and the value of the domain that the wire leaves unspecified.</summary>
    public static TheoryData<Type, Type, string?> Twins => new()
    {
        { typeof(NodeKind), typeof(V1.NodeKind), null },
        { typeof(EdgeKind), typeof(V1.EdgeKind), null },
        { typeof(Core.Storage.TraceDirection), typeof(V1.Direction), null },
        { typeof(Core.Storage.Completeness), typeof(V1.Completeness), null },
        { typeof(LineageChangeKind), typeof(V1.ChangeKind), null },
        { typeof(ExportFormat), typeof(V1.ExportFormat), null },
        { typeof(Core.Versioning.VersionScheme), typeof(V1.VersionScheme), null },
        { typeof(Core.Versioning.VersionState), typeof(V1.VersionState), null },
        { typeof(Core.Versioning.BumpKind), typeof(V1.BumpKind), null },
        { typeof(Core.Runs.RunState), typeof(V1.RunState), null },
        { typeof(Core.Consistency.DeploymentState), typeof(V1.DeploymentState), null },
        { typeof(Core.Consistency.CertificateKind), typeof(V1.CertificateKind), null },
        { typeof(Core.Consistency.CertificateVerdict), typeof(V1.CertificateVerdict), null },
        { typeof(Columnar.PointInTime.CellVerdict), typeof(V1.CellVerdict), null },
        { typeof(Columnar.PointInTime.KnowledgeRule), typeof(V1.KnowledgeRule), "Unset" },
        { typeof(Columnar.Fingerprinting.FingerprintVerdict), typeof(V1.ComparisonVerdict), null },
        { typeof(Core.Errors.ErrorReason), typeof(V1.ErrorReason), "Unspecified" },
        { typeof(Core.Consistency.ContractVerdict), typeof(V1.ContractVerdict), null },
        { typeof(Core.Consistency.ContractIssueKind), typeof(V1.ContractIssueKind), null },
        { typeof(Core.Consistency.VectorIssueKind), typeof(V1.VectorIssueKind), null },
        { typeof(Core.Consistency.FailureMode), typeof(V1.FailureMode), null },
        { typeof(Core.Datasets.SplitRole), typeof(V1.SplitRole), "Other" },
    };

    [Theory]
    [MemberData(nameof(Twins))]
    public void Names_OfTheDomainAndTheWire_AreTheSame(Type domain, Type wire, string? unspecified)
    {
        var known = Enum.GetNames(domain).Where(n => n != unspecified);

        Assert.Equal(known.Order(StringComparer.Ordinal), Enum.GetNames(wire).Where(n => n != "Unspecified").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void To_Unspecified_IsTheValueGiven() => Assert.Equal(EdgeKind.Deploys, V1.EdgeKind.Unspecified.To(EdgeKind.Deploys));

    [Fact]
    public void EnumText_OfEveryNodeKind_IsTheNameOnTheWire()
    {
        foreach (var kind in Enum.GetValues<NodeKind>())
        {
            var name = V1.LineageServiceReflection.Descriptor.EnumTypes.Single(e => e.Name == "NodeKind").FindValueByNumber((int)kind.To<NodeKind, V1.NodeKind>()).Name;
            Assert.Equal(name, EnumText.Of(kind));
        }
    }
}
