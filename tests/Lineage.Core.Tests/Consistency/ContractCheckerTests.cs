using Lineage.Core.Consistency;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Consistency;

public sealed class ContractCheckerTests
{
    [Fact]
    public async Task Check_Deployment_TakesWhatItDeclares()
    {
        var served = await Served.CreateAsync();

        var report = await served.Contracts.CheckAsync(new ServingContract { Deployment = Served.Deployment }, Token);

        Assert.Equal((ContractVerdict.Compatible, served.First), (report.Verdict, report.ModelVersion));
    }

    [Fact]
    public async Task Check_AnotherModelThanTheDeploymentHas_SaysSo()
    {
        var served = await Served.CreateAsync();

        var report = await served.Contracts.CheckAsync(new ServingContract { Deployment = Served.Deployment, ModelVersion = served.Second }, Token);

        Assert.Equal(served.Second, report.ModelVersion);
        Assert.Contains(report.Issues, i => i.Kind == ContractIssueKind.VersionSkew && i.Subject == Served.Deployment.Value && !i.Breaking);
    }

    [Fact]
    public async Task Check_ModelVersionAlone_NeedsItsFeatureSetsDeclared()
    {
        var served = await Served.CreateAsync();
        var nothing = new ServingContract { ModelVersion = served.First };

        var missing = await served.Contracts.CheckAsync(nothing, Token);
        var given = await served.Contracts.CheckAsync(nothing with { FeatureSets = [new(served.FeatureSetVersion)] }, Token);

        Assert.Equal(ContractIssueKind.FeatureSetMissing, Assert.Single(missing.Issues).Kind);
        Assert.Equal(ContractVerdict.Compatible, given.Verdict);
    }

    [Fact]
    public async Task Check_LaterVersionOfTheFeatureSet_IsReadFromTheStore()
    {
        var served = await Served.CreateAsync();
        var later = await served.Registry.AddFeatureSetAsync(FeatureSetVersion() with { Features = [new("a", "integer"), new("b", "string")] }, "2.0.0");

        var report = await served.Contracts.CheckAsync(new ServingContract { ModelVersion = served.First, FeatureSets = [new(later.Name)] }, Token);

        Assert.Equal(ContractVerdict.Incompatible, report.Verdict);
        Assert.Equal(
            [ContractIssueKind.VersionSkew, ContractIssueKind.FeatureRetyped, ContractIssueKind.FeatureMissing, ContractIssueKind.NullabilityWidened],
            report.Issues.Select(i => i.Kind));
    }

    [Fact]
    public async Task Check_WhatIsMalformed_IsRefusedByField()
    {
        var served = await Served.CreateAsync();
        var contract = new ServingContract
        {
            ModelVersion = served.First,
            FeatureSets = [new(served.FeatureSetVersion), new(served.FeatureSetVersion)],
            Features = [new("a", "integer"), new("a", "float"), new("", "")],
        };

        var error = await Assert.ThrowsAsync<LineageException>(() => served.Contracts.CheckAsync(contract, Token));
        var nobody = await Assert.ThrowsAsync<LineageException>(() => served.Contracts.CheckAsync(new ServingContract(), Token));

        Assert.Equal(
            ["contract.feature_sets[1].feature_set_version", "contract.features[1].name", "contract.features[2].logical_type", "contract.features[2].name"],
            error.Violations.Select(v => v.Field).Order(StringComparer.Ordinal));
        Assert.Equal("contract.model_version", Assert.Single(nobody.Violations).Field);
    }

    [Theory]
    [InlineData("projects/p/deployments/nobody", null)]
    [InlineData(null, "projects/p/models/m/versions/9.9.9")]
    public async Task Check_WhatIsNotThere_IsNotFound(string? deployment, string? model)
    {
        var served = await Served.CreateAsync();
        var contract = new ServingContract { Deployment = deployment is null ? null : Name(deployment), ModelVersion = model is null ? null : Name(model) };

        var error = await Assert.ThrowsAsync<LineageException>(() => served.Contracts.CheckAsync(contract, Token));

        Assert.Equal(ErrorReason.ResourceNotFound, error.Reason);
    }

    [Fact]
    public async Task Certify_Deployment_StoresTheReportWithItsFingerprintsBesideIt()
    {
        var served = await Served.CreateAsync();

        var node = await served.Contracts.CertifyAsync(Request(), new ServingContract { Deployment = Served.Deployment }, r => $"{{\"issues\":{r.Issues.Count}}}", Token);

        var certificate = (Certificate)node.Content;
        Assert.Equal((CertificateKind.ContractCheck, CertificateVerdict.Passed, "{\"issues\":0}"), (certificate.CertificateKind, certificate.Verdict, certificate.Report));
        Assert.Equal([Served.Deployment], certificate.Subjects);
        var edges = await served.Registry.Store.ListEdgesAsync(
            new EdgeQuery { Node = node.Name, Direction = TraceDirection.Downstream, PageSize = 10 }, Token);
        Assert.Equal((Served.Deployment, EdgeKind.VerifiedBy), Assert.Single(edges.Edges) is var e ? (e.From, e.Kind) : default);
    }

    [Fact]
    public async Task Certify_NegativeVerdictOfAModelVersion_IsStoredToo()
    {
        var served = await Served.CreateAsync();

        var node = await served.Contracts.CertifyAsync(Request(), new ServingContract { ModelVersion = served.First }, _ => "{}", Token);

        var certificate = (Certificate)node.Content;
        Assert.Equal(CertificateVerdict.Rejected, certificate.Verdict);
        Assert.Equal([served.First], certificate.Subjects);
        Assert.Equal("1 breaking, 0 warnings; first: FEATURE_SET_MISSING projects/p/featureSets/f", certificate.Summary);
    }

    [Fact]
    public async Task Certify_TheSameRequestAgain_GivesTheFirstCertificateWhateverChangedSince()
    {
        var served = await Served.CreateAsync();
        var contract = new ServingContract { Deployment = Served.Deployment };
        var first = await served.Contracts.CertifyAsync(Request("once"), contract, _ => "{}", Token);
        await served.Registry.Resources.DeleteAsync(Request(), Served.Deployment, string.Empty, force: true, Token);

        var again = await served.Contracts.CertifyAsync(Request("once"), contract, _ => throw new InvalidOperationException("Checked again."), Token);

        Assert.Equal(first.Name, again.Name);
    }
}
