namespace Lineage.Cli.Tests;

/// <summary><c>register</c> and <c>diff</c> on files.</summary>
public sealed class DataCommandTests(Workspace workspace) : IClassFixture<Workspace>
{
    [Fact]
    public async Task Register_OfAFileBelowTheFolder_FindsItAndKeepsItsName()
    {
        workspace.Write("source.json", "{\"owner\": \"ann\"}");
        var outcome = await workspace.RunAsync("register", "source", "below", "--from", "source.json", "--data", "v1-snappy.parquet", "--json");

        Assert.Equal((ExitCodes.Fine, string.Empty), (outcome.Code, outcome.Error));
        Assert.Equal("v1-snappy.parquet", (string?)outcome.Document["uri"]);
    }

    [Theory]
    [InlineData("v1-snappy.parquet")]
    [InlineData("sources/compared")]
    public async Task Diff_OfAFileBelowTheFolder_FindsIt(string before)
    {
        await workspace.RunAsync("register", "source", "compared", "--data", workspace.File("v1-snappy.parquet"));

        var outcome = await workspace.RunAsync("diff", before, "v2-zstd.parquet");

        Assert.Equal((ExitCodes.Fine, string.Empty), (outcome.Code, outcome.Error));
        Assert.Contains("data IDENTICAL", outcome.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v2-zstd.parquet", false, ExitCodes.Fine, "IDENTICAL")]
    [InlineData("reversed-rows.parquet", false, ExitCodes.Fine, "IDENTICAL")]
    [InlineData("reversed-rows.parquet", true, ExitCodes.Negative, "DIFFERENT")]
    public async Task Diff_OfTwoFiles_SaysWhetherTheyHoldTheSame(string other, bool isOrdered, int code, string verdict)
    {
        string[] ordered = isOrdered ? ["--ordered"] : [];
        var people = await workspace.RunAsync(["diff", workspace.File("v1-snappy.parquet"), workspace.File(other), .. ordered]);
        var machines = await workspace.RunAsync(["diff", workspace.File("v1-snappy.parquet"), workspace.File(other), "--json", .. ordered]);

        Assert.Equal((code, code), (people.Code, machines.Code));
        Assert.Contains($"data {verdict}", people.Out, StringComparison.Ordinal);
        Assert.Equal(verdict, (string?)machines.Document["data"]!["verdict"]);
        Assert.Null(machines.Document["lineage"]);
    }
}
