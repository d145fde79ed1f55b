using Lineage.Core.Consistency;
using Lineage.Core.Errors;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Consistency;

public sealed class VectorCheckerTests
{
    [Fact]
    public async Task Check_ModelVersionAgain_ReadsNothing()
    {
        var served = await Served.CreateAsync();
        await served.CheckAsync(served.First.Value);
        var compiled = served.Reads.Read.Count;
        served.Reads.Read.Clear();

        var report = await served.CheckAsync(served.First.Value);

        Assert.Equal(4, compiled);
        Assert.Empty(served.Reads.Read);
        Assert.True(report.Accepted);
    }

    [Fact]
    public async Task Check_DeploymentAgain_ReadsTheDeploymentAlone()
    {
        var served = await Served.CreateAsync();
        await served.CheckAsync(Served.Deployment.Value);
        served.Reads.Read.Clear();

        var report = await served.CheckAsync(Served.Deployment.Value);

        Assert.Equal([Served.Deployment], served.Reads.Read);
        Assert.Equal((true, served.First.Value), (report.Accepted, report.ModelVersion));
    }

    [Fact]
    public async Task Check_AliasAgain_ReadsTheModelAlone()
    {
        var served = await Served.CreateAsync();
        var model = served.First.Parent!;
        await served.Registry.Aliases.SetAsync(Request(), model, "champion", "1.0.0", string.Empty, Token);
        await served.CheckAsync($"{model}/versions/@champion");
        served.Reads.Read.Clear();

        await served.CheckAsync($"{model}/versions/@champion");
        await served.Registry.Aliases.SetAsync(Request(), model, "champion", "2.0.0", string.Empty, Token);
        var moved = await served.CheckAsync($"{model}/versions/@champion");

        Assert.Equal([model, model], served.Reads.Read.Take(2));
        Assert.Equal(served.Second.Value, moved.ModelVersion);
    }

    [Fact]
    public async Task Check_DeploymentMoved_IsSeenByTheVeryNextCall()
    {
        var served = await Served.CreateAsync();
        var before = await served.CheckAsync(Served.Deployment.Value);

        await served.MoveAsync(served.Second);
        var after = await served.CheckAsync(Served.Deployment.Value);
        await served.MoveAsync(served.First);
        var back = await served.CheckAsync(Served.Deployment.Value);

        Assert.Equal((true, served.First.Value), (before.Accepted, before.ModelVersion));
        Assert.Equal((false, served.Second.Value), (after.Accepted, after.ModelVersion));
        Assert.Equal("d", Assert.Single(after.Issues).Subject);
        Assert.Equal(before, back);
    }

    [Theory]
    [InlineData("projects/p/models/m/versions/9.9.9")]
    [InlineData("projects/p/models/m/versions/@nobody")]
    [InlineData("projects/p/models/nobody/versions/@champion")]
    [InlineData("projects/p/deployments/nobody")]
    public async Task Check_TargetThatIsNot_FailsAsTheCallerChooses(string target)
    {
        var served = await Served.CreateAsync();

        var closed = await served.CheckAsync(target);
        var open = await served.CheckAsync(target, FailureMode.Open);

        Assert.Equal((VectorIssueKind.NotChecked, true, target), Assert.Single(closed.Issues) is var c ? (c.Kind, c.Blocking, c.Subject) : default);
        Assert.Equal((VectorIssueKind.NotChecked, false, target), Assert.Single(open.Issues) is var o ? (o.Kind, o.Blocking, o.Subject) : default);
        Assert.Equal((false, true), (closed.Accepted, open.Accepted));
    }

    [Fact]
    public async Task Check_TargetThatComesLater_IsSeen()
    {
        var served = await Served.CreateAsync();
        var target = $"{served.First.Parent}/versions/3.0.0";
        var before = await served.CheckAsync(target);

        await served.Registry.AddModelAsync(served.Split, "3.0.0", m => m with { Signature = new([new("a", "integer"), new("b", "float"), new("c", "string")], m.Signature.Outputs) });

        Assert.False(before.Accepted);
        Assert.True((await served.CheckAsync(target)).Accepted);
    }

    [Fact]
    public async Task Check_DeletedDeployment_IsNotChecked()
    {
        var served = await Served.CreateAsync();
        await served.CheckAsync(Served.Deployment.Value);

        await served.Registry.Resources.DeleteAsync(Request(), Served.Deployment, string.Empty, force: true, Token);

        Assert.Equal(VectorIssueKind.NotChecked, Assert.Single((await served.CheckAsync(Served.Deployment.Value)).Issues).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("projects/p/featureSets/f/versions/1.0.0")]
    public async Task Check_NoTarget_IsRefused(string target)
    {
        var served = await Served.CreateAsync();

        var error = await Assert.ThrowsAsync<LineageException>(async () => await served.CheckAsync(target, FailureMode.Open));

        Assert.Equal("target", Assert.Single(error.Violations).Field);
    }

    [Fact]
    public async Task CheckMany_OfOneDeployment_ReadsItOnceAndKeepsTheOrder()
    {
        var served = await Served.CreateAsync();
        await served.CheckAsync(Served.Deployment.Value);
        served.Reads.Read.Clear();
        SampleVector[] vectors = [.. Enumerable.Range(0, 100).Select(i => SampleVector.Of(("a", (long)i), ("b", 1.0), ("c", "x")))];

        var reports = await served.Vectors.CheckManyAsync(Served.Deployment.Value, vectors, VectorPolicy.Of(FailureMode.Closed, []), Token);

        Assert.Single(served.Reads.Read);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => i > 5), reports.Select(r => r.Issues.Count == 1));
    }

    [Fact]
    public async Task CheckMany_MoreThanTheLimit_IsRefusedByField()
    {
        var served = await Served.CreateAsync();
        var policy = VectorPolicy.Of(FailureMode.Closed, []);

        Assert.Equal(10_000, (await served.Vectors.CheckManyAsync(served.First.Value, new SampleVector[10_000].Select(_ => SampleVector.Of()).ToList(), policy, Token)).Count);
        var error = await Assert.ThrowsAsync<LineageException>(
            async () => await served.Vectors.CheckManyAsync(served.First.Value, new SampleVector[10_001], policy, Token));

        Assert.Equal("vectors", Assert.Single(error.Violations).Field);
    }
}
