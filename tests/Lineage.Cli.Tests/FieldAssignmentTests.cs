using System.Text.Json.Nodes;
using Lineage.Cli.Registering;

namespace Lineage.Cli.Tests;

public sealed class FieldAssignmentTests
{
    [Theory]
    [InlineData("author=ann", """{"author":"ann"}""")]
    [InlineData("author=7", """{"author":"7"}""")]
    [InlineData("author=a=b", """{"author":"a=b"}""")]
    [InlineData("author=", """{"author":""}""")]
    [InlineData("tags.a.b=c", """{"tags":{"a.b":"c"}}""")]
    [InlineData("metrics.auc=0.5", """{"metrics":{"auc":"0.5"}}""")]
    [InlineData("hyperparameters.c=0.5", """{"hyperparameters":{"c":0.5}}""")]
    [InlineData("hyperparameters.solver=lbfgs", """{"hyperparameters":{"solver":"lbfgs"}}""")]
    [InlineData("trained_on=a", """{"trainedOn":["a"]}""")]
    [InlineData("trainedOn=[\"a\",\"b\"]", """{"trainedOn":["a","b"]}""")]
    [InlineData("code.dirty=true", """{"code":{"dirty":true}}""")]
    [InlineData("created=2026-11-24T00:00:00Z", """{"created":"2026-11-24T00:00:00Z"}""")]
    [InlineData("signature={\"inputs\":[]}", """{"signature":{"inputs":[]}}""")]
    public void Apply_ByTheFieldsType_GivesItsJson(string assignment, string json)
    {
        var target = new JsonObject();

        FieldAssignment.Apply(target, V1.ModelVersion.Descriptor, assignment);

        Assert.Equal(json, target.ToJsonString());
    }

    [Fact]
    public void Apply_ToARepeatedField_Appends()
    {
        var target = (JsonObject)JsonNode.Parse("""{"trained_on":["a"]}""")!;

        FieldAssignment.Apply(target, V1.ModelVersion.Descriptor, "trainedOn=b");
        FieldAssignment.Apply(target, V1.ModelVersion.Descriptor, "trainedOn=c");

        Assert.Equal("""{"trained_on":["a","b","c"]}""", target.ToJsonString());
    }
}
