using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using static Lineage.Core.Tests.Datasets.AuditFixture;
using static Lineage.Core.Tests.Datasets.MemoryFiles;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Datasets;

public sealed class SplitAuditsTests
{
    [Fact]
    public async Task Check_OfADatasetVersionAlone_ChecksEveryLivingSplit()
    {
        var fixture = await RegisteredAsync(null, Rows("ORD", 1), Rows("JFK", 2), Rows("SFO", 3));
        await fixture.Registry.Resources.DeleteAsync(Request(), fixture.DatasetVersion.Name.Child(NodeKind.Split, "c", "x"), string.Empty, force: true, Token);

        var report = (await fixture.CheckAsync(new() { DatasetVersion = fixture.DatasetVersion.Name.Value })).Report!.Report;

        Assert.Equal(["a", "b"], report.Splits.Select(s => s.Split));
        Assert.NotNull(report.Splits[0].From);
    }

    [Fact]
    public async Task Check_WithPaths_ChecksThoseAloneAndTakesWhatIsEmptyFromTheSplit()
    {
        var fixture = await RegisteredAsync(null, Rows("ORD", 1), Rows("JFK", 2));
        fixture.Files.With("other", Rows("ORD", 1));

        var report = (await fixture.CheckAsync(new()
        {
            DatasetVersion = fixture.DatasetVersion.Name.Value,
            Paths = new Dictionary<string, string> { ["z"] = "other", ["a"] = string.Empty },
        })).Report!.Report;

        var overlap = Assert.Single(report.Overlaps);
        Assert.Equal(("a", "z", 1L, 1L), (overlap.First, overlap.Second, overlap.SharedEntities, overlap.DuplicateRows));
    }

    [Fact]
    public async Task Check_OfNothing_NamesEveryMissingField()
    {
        var error = await Assert.ThrowsAsync<LineageException>(
            () => new AuditFixture().CheckAsync(new() { Paths = new Dictionary<string, string> { ["a"] = "" }, StoresCertificate = true }));

        Assert.Equal(["dataset_version", "entity_keys", "paths", "paths[a]"], error.Violations.Select(v => v.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(null, "ORD", 2, CertificateVerdict.PassedWithWarnings)]
    [InlineData("random", "JFK", 2, CertificateVerdict.Passed)]
    [InlineData("time", "ORD", 2, CertificateVerdict.PassedWithWarnings)]
    [InlineData("time", "JFK", 1, CertificateVerdict.Rejected)]
    [InlineData("entity", "ORD", 2, CertificateVerdict.Rejected)]
    [InlineData("entity", "JFK", 1, CertificateVerdict.PassedWithWarnings)]
    [InlineData("random", "ORD", 1, CertificateVerdict.Rejected)]
    public async Task Check_WithACertificate_JudgesByHowTheSplitsWereMade(string? method, string airport, int hour, CertificateVerdict verdict)
    {
        var fixture = await RegisteredAsync(method, Rows("ORD", 1), Rows(airport, hour));

        var outcome = await fixture.CheckAsync(new() { DatasetVersion = fixture.DatasetVersion.Name.Value, StoresCertificate = true });

        var certificate = (Certificate)outcome.Certificate!.Content;
        Assert.Equal((CertificateKind.SplitCheck, verdict), (certificate.CertificateKind, certificate.Verdict));
        Assert.Equal(verdict, (await fixture.CheckAsync(new() { DatasetVersion = fixture.DatasetVersion.Name.Value })).Report!.Verdict);
        Assert.Equal(["a", "b"], certificate.Fingerprints.Keys);
        Assert.Equal(
            [fixture.DatasetVersion.Name.Value, $"{fixture.DatasetVersion.Name}/splits/a", $"{fixture.DatasetVersion.Name}/splits/b"], certificate.Subjects.Select(s => s.Value));
    }

    [Fact]
    public async Task Check_TheSameRequestTwice_StoresOnceAndReadsNothingAgain()
    {
        var fixture = await RegisteredAsync(null, Rows("ORD", 1), Rows("JFK", 2));
        var request = new SplitAuditRequest { DatasetVersion = fixture.DatasetVersion.Name.Value, StoresCertificate = true };
        var first = await fixture.CheckAsync(request, Request("once"));
        fixture.Files.Opened.Clear();

        var second = await fixture.CheckAsync(request, Request("once"));

        Assert.Equal(first.Certificate!.Name, second.Certificate!.Name);
        Assert.Empty(fixture.Files.Opened);
        Assert.Single(await fixture.CertificatesAsync());
    }

    [Fact]
    public async Task Check_OfOtherDataThanRegistered_IsRefused()
    {
        var registered = await FingerprintAsync(Rows("ORD", 1));
        var fixture = await new AuditFixture().RegisterAsync(null, null, ("a", new Split { DataUri = "a", Fingerprint = registered }), ("b", new Split { DataUri = "b" }));
        fixture.Files.With("a", Rows("ORD", 9)).With("b", Rows("JFK", 2));

        var error = await Assert.ThrowsAsync<LineageException>(
            () => fixture.CheckAsync(new() { DatasetVersion = fixture.DatasetVersion.Name.Value, StoresCertificate = true }));

        Assert.Equal((ErrorReason.DataMismatch, $"{fixture.DatasetVersion.Name}/splits/a"), (error.Reason, error.Metadata["resource"]));
        Assert.Empty(await fixture.CertificatesAsync());
    }

    private static (string Name, object?[] Values)[] Rows(string airport, int hour) => [("airport", [airport]), ("departure", [At(hour)])];

    /// <summary>Splits a, b, … of these rows, all made by one method.</summary>
    private static async Task<AuditFixture> RegisteredAsync(string? method, params (string Name, object?[] Values)[][] tables)
    {
        var fixture = new AuditFixture();
        var splits = tables.Select((table, i) =>
        {
            var id = ((char)('a' + i)).ToString();
            fixture.Files.With(id, table);
            return (id, new Split { DataUri = id, Method = method is null ? null : new SplitMethod(method, null, new Dictionary<string, string>()) });
        });
        return await fixture.RegisterAsync(null, null, [.. splits]);
    }
}
