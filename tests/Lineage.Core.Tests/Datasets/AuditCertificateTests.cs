using Lineage.Columnar.Fingerprinting;
using Lineage.Core.Consistency;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using static Lineage.Core.Tests.Datasets.AuditFixture;
using static Lineage.Core.Tests.Registry;

namespace Lineage.Core.Tests.Datasets;

/// <summary>The certificates that table audits store.</summary>
public sealed class AuditCertificateTests
{
    [Fact]
    public async Task Audit_WithACertificate_StoresItWithSubjectsFingerprintsAndReport()
    {
        var fixture = await new AuditFixture().RegisterAsync();

        var outcome = await fixture.AuditAsync(Certified(fixture));

        var certificate = (Certificate)outcome.Certificate!.Content;
        Assert.Equal("projects/p", outcome.Certificate.Name.Project.Value);
        Assert.Equal((CertificateKind.PointInTimeAudit, CertificateVerdict.Passed), (certificate.CertificateKind, certificate.Verdict));
        Assert.Equal("all 2 cells of 1 features in 2 rows are correct", certificate.Summary);
        Assert.Equal([fixture.DatasetVersion.Name, fixture.FeatureSetVersion.Name], certificate.Subjects);
        Assert.Equal("""{"passed":true,"data":2}""", certificate.Report);
        Assert.Equal((await FingerprintAsync(Flights(10.0, 30.0))).Text, certificate.Fingerprints["table"]);
        Assert.Equal((await FingerprintAsync(Weather(30.0))).Text, certificate.Fingerprints[fixture.FeatureSetVersion.Name.Value]);
        Assert.Equal([outcome.Certificate.Name], await VerifiedByAsync(fixture, fixture.DatasetVersion.Name));
        Assert.Equal([outcome.Certificate.Name], await VerifiedByAsync(fixture, fixture.FeatureSetVersion.Name));
    }

    [Fact]
    public async Task Audit_OfALeakingTable_IsStoredAsRejected()
    {
        var fixture = await new AuditFixture().RegisterAsync();

        var outcome = await fixture.AuditAsync(Certified(fixture) with { Path = "leaking.parquet" });

        var certificate = (Certificate)outcome.Certificate!.Content;
        Assert.Equal(CertificateVerdict.Rejected, certificate.Verdict);
        Assert.Equal("of 2 cells of 1 features in 2 rows: 1 future", certificate.Summary);
    }

    [Fact]
    public async Task Audit_WithAParent_StoresThere()
    {
        var fixture = await new AuditFixture().RegisterAsync();
        await fixture.Registry.CreateAsync("projects/audits", new Core.Governance.Project());

        var outcome = await fixture.AuditAsync(Certified(fixture) with { Parent = "projects/audits" });

        Assert.Equal("projects/audits", outcome.Certificate!.Name.Project.Value);
    }

    [Fact]
    public async Task Audit_TheSameRequestTwice_StoresOnceAndReadsNothingAgain()
    {
        var fixture = await new AuditFixture().RegisterAsync();
        var first = await fixture.AuditAsync(Certified(fixture), Request("once"));
        fixture.Files.Opened.Clear();

        var second = await fixture.AuditAsync(Certified(fixture), Request("once"));

        Assert.Equal(first.Certificate!.Name, second.Certificate!.Name);
        Assert.Null(second.Report);
        Assert.Empty(fixture.Files.Opened);
        Assert.Single(await fixture.CertificatesAsync());
    }

    [Fact]
    public async Task Audit_TheSameRequestIdForOtherArguments_IsRefused()
    {
        var fixture = await new AuditFixture().RegisterAsync();
        await fixture.AuditAsync(Certified(fixture), Request("once"));

        var error = await Assert.ThrowsAsync<LineageException>(() => fixture.AuditAsync(Certified(fixture), Request("once", "other")));

        Assert.Equal(ErrorReason.RequestIdReused, error.Reason);
    }

    [Fact]
    public async Task Audit_TheSameRequestTwiceAtOnce_StoresOnce()
    {
        var fixture = await new AuditFixture().RegisterAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => fixture.AuditAsync(Certified(fixture), Request("once")))));

        Assert.Single(outcomes.Select(o => o.Certificate!.Name).Distinct());
        Assert.Single(await fixture.CertificatesAsync());
    }

    [Theory]
    [InlineData(FingerprintAlgorithm.Sha256, RowOrder.Multiset)]
    [InlineData(FingerprintAlgorithm.Fast, RowOrder.Ordered)]
    public async Task Audit_OfTheRegisteredData_IsStored(FingerprintAlgorithm algorithm, RowOrder order)
    {
        var table = await FingerprintAsync(Flights(10.0, 30.0), algorithm, order);
        var fixture = await new AuditFixture().RegisterAsync(dataset: d => d with { Fingerprint = table });

        Assert.NotNull((await fixture.AuditAsync(Certified(fixture))).Certificate);
    }

    [Theory]
    [InlineData(FingerprintAlgorithm.Sha256, RowOrder.Multiset)]
    [InlineData(FingerprintAlgorithm.Fast, RowOrder.Ordered)]
    public async Task Audit_OfOtherDataThanRegistered_IsRefusedAndNamesEveryTable(FingerprintAlgorithm algorithm, RowOrder order)
    {
        var table = await FingerprintAsync(Flights(10.0, 31.0), algorithm, order);
        var history = await FingerprintAsync(Weather(31.0), algorithm, order);
        var fixture = await new AuditFixture().RegisterAsync(f => f with { Fingerprint = history }, d => d with { Fingerprint = table });

        var error = await Assert.ThrowsAsync<LineageException>(() => fixture.AuditAsync(Certified(fixture)));

        Assert.Equal((ErrorKind.FailedPrecondition, ErrorReason.DataMismatch), (error.Kind, error.Reason));
        Assert.Contains($"table is not the data that {fixture.DatasetVersion.Name} was registered with", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{fixture.FeatureSetVersion.Name} is not the data", error.Message, StringComparison.Ordinal);
        Assert.Equal((fixture.DatasetVersion.Name.Value, table.Text), (error.Metadata["resource"], error.Metadata["registered"]));
        Assert.Empty(await fixture.CertificatesAsync());
    }

    [Fact]
    public async Task Audit_OfOtherDataWithoutACertificate_IsAnswered()
    {
        var other = await FingerprintAsync(Flights(10.0, 31.0));
        var fixture = await new AuditFixture().RegisterAsync(dataset: d => d with { Fingerprint = other });

        Assert.True((await fixture.AuditAsync(Certified(fixture) with { StoresCertificate = false })).Report!.Passed);
    }

    [Fact]
    public async Task Audit_OfADeletedVersion_IsRefusedBeforeAnythingIsRead()
    {
        var fixture = await new AuditFixture().RegisterAsync();
        await fixture.Registry.Resources.DeleteAsync(Request(), fixture.DatasetVersion.Name, string.Empty, force: true, Token);

        var error = await Assert.ThrowsAsync<LineageException>(() => fixture.AuditAsync(Certified(fixture)));

        Assert.Equal(ErrorReason.ResourceDeleted, error.Reason);
        Assert.Empty(fixture.Files.Opened);
    }

    private static TableAuditRequest Certified(AuditFixture fixture) => new() { DatasetVersion = fixture.DatasetVersion.Name.Value, StoresCertificate = true };

    private static async Task<IReadOnlyList<ResourceName>> VerifiedByAsync(AuditFixture fixture, ResourceName subject)
    {
        var query = new EdgeQuery { Node = subject, Direction = TraceDirection.Upstream, Kinds = new HashSet<EdgeKind> { EdgeKind.VerifiedBy }, PageSize = 10 };
        return [.. (await fixture.Registry.Store.ListEdgesAsync(query, Token)).Edges.Select(e => e.To)];
    }
}
