namespace Lineage.Cli.Tests;

/// <summary><c>hash --manifest</c>: what it says and what it leaves behind.</summary>
public sealed class HashManifestTests(Workspace workspace) : IClassFixture<Workspace>
{
    [Fact]
    public async Task Hash_OfATableThatGrows_ReadsWhatIsNew()
    {
        await WriteAsync("grown", "1.arrow", 1);
        var created = await workspace.RunAsync("hash", "grown", "--manifest", "grown.manifest", "--json");
        var unchanged = await workspace.RunAsync("hash", "grown", "--manifest", "grown.manifest", "--json");
        await WriteAsync("grown", "2.arrow", 2);
        var appended = await workspace.RunAsync("hash", "grown", "--manifest", "grown.manifest", "--json", "--trust-metadata");
        var scratch = await workspace.RunAsync("hash", "grown", "--json");

        Assert.Equal((ExitCodes.Fine, ExitCodes.Fine, ExitCodes.Fine), (created.Code, unchanged.Code, appended.Code));
        Assert.Equal(["CREATED", "UNCHANGED", "APPENDED"], new[] { created, unchanged, appended }.Select(outcome => (string?)outcome.Document["manifest"]!["verdict"]));
        Assert.Equal((1, 1, 2), ((int)appended.Document["manifest"]!["partsReused"]!, (int)appended.Document["manifest"]!["partsRead"]!, (int)appended.Document["manifest"]!["rowsAppended"]!));
        Assert.Equal(scratch.Document["fingerprint"]!.ToJsonString(), appended.Document["fingerprint"]!.ToJsonString());
    }

    [Fact]
    public async Task Hash_OfATableThatWasRewritten_SaysWhereAndLeavesTheManifestUntilAccepted()
    {
        await WriteAsync("rewritten", "1.arrow", 1);
        await WriteAsync("rewritten", "2.arrow", 2);
        string[] line = ["hash", "rewritten", "--manifest", "rewritten.manifest", "--event-time", "hour"];
        await workspace.RunAsync(line);
        var kept = await File.ReadAllBytesAsync(workspace.File("rewritten.manifest"), TestContext.Current.CancellationToken);
        await WriteAsync("rewritten", "2.arrow", 3);

        var people = await workspace.RunAsync(line);
        var machines = await workspace.RunAsync([.. line, "--json"]);
        var after = await File.ReadAllBytesAsync(workspace.File("rewritten.manifest"), TestContext.Current.CancellationToken);
        var accepted = await workspace.RunAsync([.. line, "--accept-rewrite"]);
        var next = await workspace.RunAsync(line);

        Assert.Equal((ExitCodes.Negative, ExitCodes.Negative, ExitCodes.Negative, ExitCodes.Fine), (people.Code, machines.Code, accepted.Code, next.Code));
        Assert.Equal(kept, after);
        Assert.Contains("fingerprint lf1:", people.Out, StringComparison.Ordinal);
        Assert.Contains("REWRITTEN: 1 part reused, 1 read, 0 rows appended", people.Out, StringComparison.Ordinal);
        Assert.Contains("the manifest stays as it is", people.Out, StringComparison.Ordinal);
        Assert.Contains("UNCHANGED: 2 parts reused, 0 read, 0 rows appended", next.Out, StringComparison.Ordinal);
        var change = Assert.Single(machines.Document["manifest"]!["changes"]!.AsArray())!;
        Assert.Equal(["CHANGED", "2.arrow", "0"], [(string?)change["kind"], (string?)change["file"], change["part"]!.ToString()]);
        Assert.NotEqual((string?)change["before"], (string?)change["after"]);
        Assert.Equal("wind", (string?)Assert.Single(change["difference"]!["changedColumns"]!.AsArray()));
        Assert.Equal("2026-01-01T01:00:00.000000000Z", (string?)change["difference"]!["timeRanges"]![0]!["start"]);
    }

    [Fact]
    public async Task Hash_WithAManifestOfOtherOptionsOrDamaged_IsRefused()
    {
        await WriteAsync("refused", "1.arrow", 1);
        await workspace.RunAsync("hash", "refused", "--manifest", "refused.manifest");

        var other = await workspace.RunAsync("hash", "refused", "--manifest", "refused.manifest", "--key", "id");
        var bytes = await File.ReadAllBytesAsync(workspace.File("refused.manifest"), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(workspace.File("refused.manifest"), bytes[..^1], TestContext.Current.CancellationToken);
        var damaged = await workspace.RunAsync("hash", "refused", "--manifest", "refused.manifest", "--accept-rewrite");

        Assert.Equal((ExitCodes.Usage, "error: refused.manifest: was made with other options: keys none, and now id"), (other.Code, other.Error.Trim()));
        Assert.Equal((ExitCodes.Usage, "error: refused.manifest: is damaged: its checksum is not that of its content"), (damaged.Code, damaged.Error.Trim()));
    }

    private async Task WriteAsync(string folder, string file, double wind)
    {
        Directory.CreateDirectory(workspace.File(folder));
        await Tables.WriteAsync(workspace.File($"{folder}/{file}"), "hour", isLabelled: false, ("a", 1, wind), ("b", 2, 7));
    }
}
