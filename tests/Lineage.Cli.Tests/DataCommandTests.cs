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

    [Fact]
    public async Task Diff_OfTwoFilesWithAKey_ShowsTheRowsThatChanged()
    {
        var before = await Tables.WriteAsync(workspace.File("before.arrow"), "at", isLabelled: false, ("a", 0, 1), ("b", 1, 2), ("c", 2, 3));
        var after = await Tables.WriteAsync(workspace.File("after.arrow"), "at", isLabelled: false, ("c", 2, 3), ("b", 1, 2.5), ("d", 30, 4));

        var people = await workspace.RunAsync("diff", before, after, "--key", "id", "--event-time", "at");
        var machines = await workspace.RunAsync("diff", before, after, "--key", "id", "--event-time", "at", "--limit", "1", "--json");
        var wrong = await workspace.RunAsync("diff", before, after, "--key", "nothing");

        Assert.Equal((ExitCodes.Negative, ExitCodes.Negative, ExitCodes.Usage), (people.Code, machines.Code, wrong.Code));
        Assert.Contains("wind 2 -> 2.5", people.Out, StringComparison.Ordinal);
        Assert.Contains("rows: 1 removed, 1 added, 1 changed", people.Out, StringComparison.Ordinal);
        Assert.Contains("2026-01-01 01:00:00Z to 2026-01-01 01:00:01Z: 1 row", people.Out, StringComparison.Ordinal);
        Assert.Contains("3 of 256 groups", people.Out, StringComparison.Ordinal);
        var rows = machines.Document["rows"]!;
        Assert.Equal((1, 1, 1, 1), ((int)rows["removed"]!, (int)rows["added"]!, (int)rows["changed"]!, rows["examples"]!.AsArray().Count));
        Assert.Contains("nothing", wrong.Error, StringComparison.Ordinal);
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
