using System.Text.Json.Nodes;

namespace Lineage.Cli.Tests;

/// <summary><c>hash</c> on files, folders and states.</summary>
public sealed class HashTests(Workspace workspace) : IClassFixture<Workspace>
{
    [Fact]
    public async Task Hash_HereThereAndUploaded_IsTheSame()
    {
        var file = workspace.File("v1-snappy.parquet");
        var here = await workspace.RunAsync("hash", file, "--json", "--profile");
        var there = await workspace.RunAsync("hash", file, "--json", "--remote", "--profile");
        var uploaded = await workspace.RunAsync("hash", file, "--json", "--upload", "--profile");
        var alone = await workspace.RunAsync("hash", file, "--json");

        Assert.Equal((ExitCodes.Fine, string.Empty), (here.Code, here.Error));
        Assert.StartsWith("lf1:", Text(here), StringComparison.Ordinal);
        Assert.Equal(file, (string?)here.Document["file"]);
        Assert.Equal((Part(here, "fingerprint"), Part(here, "fingerprint")), (Part(there, "fingerprint"), Part(uploaded, "fingerprint")));
        Assert.Equal((Part(here, "profile"), Part(here, "profile")), (Part(there, "profile"), Part(uploaded, "profile")));
        Assert.Equal(Columns(here), Columns(alone));
        Assert.Null(alone.Document["profile"]);
    }

    [Fact]
    public async Task Hash_OfEachOfSeveralFiles_GivesADocumentALine()
    {
        var outcome = await workspace.RunAsync(
            "hash", workspace.File("v1-snappy.parquet"), workspace.File("reversed-rows.parquet"), "--each", "--json", "--algorithm", "sha256", "--ordered");

        Assert.Equal([workspace.File("v1-snappy.parquet"), workspace.File("reversed-rows.parquet")], outcome.Documents.Select(d => (string?)d["file"]));
        Assert.All(outcome.Documents, d => Assert.StartsWith("lf1-sha256-ordered:", (string?)d["fingerprint"]!["text"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hash_ForPeople_ShowsEveryColumnAndTheThroughput()
    {
        var outcome = await workspace.RunAsync("hash", workspace.File("v1-snappy.parquet"));

        Assert.Equal(ExitCodes.Fine, outcome.Code);
        Assert.Contains("fingerprint lf1:", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("│ place   │ struct<lat:float,name:string>", outcome.Out, StringComparison.Ordinal);
        Assert.Matches(@"^\d+ rows, \d+\.\d MB, [\d,]+ MB/s, [\d,]+ rows/s, \d+\.\d\d s\n$", outcome.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Hash_OfAFileBelowTheFolder_FindsIt()
    {
        var here = await workspace.RunAsync("hash", "v1-snappy.parquet");
        var uploaded = await workspace.RunAsync("hash", "v1-snappy.parquet", "--upload");

        Assert.Equal((ExitCodes.Fine, ExitCodes.Fine), (here.Code, uploaded.Code));
        Assert.Equal(here.Out, uploaded.Out);
    }

    [Theory]
    [InlineData("flights")]
    [InlineData("flights/*.arrow")]
    [InlineData("flights/1.arrow", "flights/2.arrow")]
    public async Task Hash_OfAFolderAPatternOrItsFiles_IsOneTable(params string[] paths)
    {
        await FlightsAsync();
        await Tables.WriteAsync(workspace.File("both.arrow"), "hour", isLabelled: false, ("a", 1, 1), ("b", 2, 2), ("c", 3, 3));

        var several = await workspace.RunAsync(["hash", .. paths, "--json", "--threads", "2"]);
        var one = await workspace.RunAsync("hash", "both.arrow", "--json");

        Assert.Equal((ExitCodes.Fine, string.Empty), (several.Code, several.Error));
        Assert.Equal(Text(one), Text(several));
        Assert.Equal((2, 3), ((int)several.Document["files"]!, (int)several.Document["rows"]!));
        Assert.True((long)several.Document["bytes"]! > 0 && (double)several.Document["rowsPerSecond"]! > 0);
    }

    [Fact]
    public async Task Hash_OfFilesThatDrifted_NamesFileColumnAndBothTypes()
    {
        Directory.CreateDirectory(workspace.File("drifted"));
        await Tables.WriteAsync(workspace.File("drifted/a.arrow"), "hour", isLabelled: false, ("a", 1, 1));
        await Tables.WriteAsync(workspace.File("drifted/b.arrow"), "hour", isLabelled: true, ("a", 1, 1));

        var outcome = await workspace.RunAsync("hash", "drifted");

        Assert.Equal((ExitCodes.Usage, "error: b.arrow, column 'late': is boolean, and not in a.arrow at all"), (outcome.Code, outcome.Error.Trim()));
    }

    [Fact]
    public async Task Hash_WithStates_AddsThemUpAndTakesThemAway()
    {
        await FlightsAsync();
        var whole = await workspace.RunAsync("hash", "flights", "--json", "--event-time", "hour", "--state", "whole.state");
        var first = await workspace.RunAsync("hash", "flights/1.arrow", "--json", "--event-time", "hour", "--state", "first.state");
        await workspace.RunAsync("hash", "flights/2.arrow", "--event-time", "hour", "--state", "second.state");

        var merged = await workspace.RunAsync("hash", "--merge", "first.state", "second.state", "--json");
        var appended = await workspace.RunAsync("hash", "flights/2.arrow", "--merge", "first.state", "--json");
        var taken = await workspace.RunAsync("hash", "--merge", "whole.state", "--subtract", "second.state", "--json");
        var wrong = await workspace.RunAsync("hash", "--merge", "first.state", "--subtract", "whole.state");
        var unlike = await workspace.RunAsync("hash", "flights/2.arrow", "--ordered", "--merge", "first.state");

        Assert.Equal((Part(whole, "fingerprint"), Part(whole, "fingerprint")), (Part(merged, "fingerprint"), Part(appended, "fingerprint")));
        Assert.Equal(Text(first), Text(taken));
        Assert.Equal((ExitCodes.Usage, "error: whole.state: The rows to take away are no part of the others."), (wrong.Code, wrong.Error.Trim()));
        Assert.Equal((ExitCodes.Usage, "error: 2.arrow: Only fingerprints of one schema and of the same options add up."), (unlike.Code, unlike.Error.Trim()));
    }

    [Fact]
    public async Task Hash_WithBucketsAndCutOffs_WritesThemAll()
    {
        await FlightsAsync();
        string[] line = ["hash", "flights", "--event-time", "hour", "--known-at", "hour", "--key", "id", "--as-of", "2026-01-01T02:00:00Z", "--as-of", "2026-01-02,2026-01-01T01:30:00Z"];

        var machines = await workspace.RunAsync([.. line, "--json"]);
        var people = await workspace.RunAsync(line);

        Assert.Equal((ExitCodes.Fine, string.Empty), (machines.Code, machines.Error));
        var fingerprint = machines.Document["fingerprint"]!;
        Assert.Equal(3, fingerprint["timeBuckets"]!["buckets"]!.AsArray().Count);
        Assert.Equal(["2026-01-01T01:00:00Z", "1"], [(string?)fingerprint["timeBuckets"]!["buckets"]![0]!["startTime"], fingerprint["timeBuckets"]!["buckets"]![0]!["rows"]!.ToString()]);
        Assert.Equal("id", (string?)fingerprint["entityBuckets"]!["keys"]![0]);
        Assert.Equal(["2", "1"], fingerprint["cutOffs"]!.AsArray().Select(cutOff => (string?)cutOff!["fingerprint"]!["rows"]));
        Assert.Contains("times       3 buckets of 1 s by hour", people.Out, StringComparison.Ordinal);
        Assert.Contains((string)fingerprint["cutOffs"]![1]!["fingerprint"]!["text"]!, people.Out, StringComparison.Ordinal);
    }

    private async Task FlightsAsync()
    {
        Directory.CreateDirectory(workspace.File("flights"));
        await Tables.WriteAsync(workspace.File("flights/1.arrow"), "hour", isLabelled: false, ("a", 1, 1), ("b", 2, 2));
        await Tables.WriteAsync(workspace.File("flights/2.arrow"), "hour", isLabelled: false, ("c", 3, 3));
    }

    private static string Text(Outcome outcome) => (string)outcome.Document["fingerprint"]!["text"]!;

    private static string Columns(Outcome outcome) => outcome.Document["fingerprint"]!["columns"]!.ToJsonString();

    /// <summary>A part of the document without what only fingerprints made here have.</summary>
    private static string Part(Outcome outcome, string name)
    {
        var part = (JsonObject)outcome.Document[name]!.DeepClone();
        foreach (var here in part.Where(field => field.Value is null or JsonArray { Count: 0 }).Select(field => field.Key).ToList())
        {
            part.Remove(here);
        }

        return part.ToJsonString();
    }
}
