using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Lineage.Server.Hosting;

namespace Lineage.Server.Tests.Hosting;

public sealed class TlsTests : IDisposable
{
    private const string Password = "tls password";
    private readonly string _folder = Directory.CreateTempSubdirectory("lineage-tls-").FullName;
    private readonly byte[] _fingerprint;

    public TlsTests()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _fingerprint = certificate.GetCertHash(HashAlgorithmName.SHA256);
        using var alone = X509CertificateLoader.LoadCertificate(certificate.RawData);
        var pem = certificate.ExportCertificatePem();
        var encrypted = key.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));
        File.WriteAllText(InFolder("certificate.pem"), pem);
        File.WriteAllText(InFolder("both.pem"), $"{pem}\n{key.ExportPkcs8PrivateKeyPem()}");
        File.WriteAllText(InFolder("key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(InFolder("encrypted.pem"), encrypted);
        File.WriteAllText(InFolder("garbage.pem"), "garbage");
        File.WriteAllBytes(InFolder("open.pfx"), certificate.Export(X509ContentType.Pkcs12));
        File.WriteAllBytes(InFolder("locked.pfx"), certificate.Export(X509ContentType.Pkcs12, Password));
        File.WriteAllBytes(InFolder("keyless.pfx"), alone.Export(X509ContentType.Pkcs12));
    }

    [Theory]
    [InlineData("both.pem", "", "")]
    [InlineData("certificate.pem", "key.pem", "")]
    [InlineData("certificate.pem", "encrypted.pem", Password)]
    [InlineData("open.pfx", "", "")]
    [InlineData("locked.pfx", "", Password)]
    public async Task Server_WithACertificate_ShowsItAndSpeaksTlsAlone(string certificate, string key, string password)
    {
        await using var server = await LineageServerFixture.StartAsync(Arguments(certificate, key, password));
        using var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => IsOurs(shown) } };
        using var trusting = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpHandler = handler });
        using var plain = GrpcChannel.ForAddress(new UriBuilder(server.Address) { Scheme = "http" }.Uri);

        Assert.Equal("https", server.Address.Scheme);
        Assert.Equal("projects/default", (await ProjectAsync(trusting)).Name);
        await Assert.ThrowsAsync<RpcException>(() => ProjectAsync(plain));
    }

    [Theory]
    [InlineData("locked.pfx", "", "another", "Listen:CertificatePath")]
    [InlineData("certificate.pem", "encrypted.pem", "another", "Listen:CertificatePath")]
    [InlineData("keyless.pfx", "", "", "no private key")]
    [InlineData("certificate.pem", "", "", "Listen:CertificatePath")]
    [InlineData("garbage.pem", "", "", "Listen:CertificatePath")]
    [InlineData("none.pem", "none.key", "", "none.pem' does not exist; Listen:KeyPath")]
    [InlineData("", "key.pem", "", "Listen:CertificatePath is required")]
    public async Task Server_WithACertificateThatCannotBeUsed_DoesNotStart(string certificate, string key, string password, string problem)
    {
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => LineageServerFixture.StartAsync(Arguments(certificate, key, password)));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<V1.Project> ProjectAsync(GrpcChannel channel) =>
        await new V1.ProjectService.ProjectServiceClient(channel).GetProjectAsync(new() { Name = "projects/default" }, cancellationToken: TestContext.Current.CancellationToken);

    private bool IsOurs(X509Certificate? shown) => shown is not null && shown.GetCertHash(HashAlgorithmName.SHA256).AsSpan().SequenceEqual(_fingerprint);

    private string InFolder(string name) => Path.Combine(_folder, name);

    private string[] Arguments(string certificate, string key, string password) =>
    [
        $"--Listen:CertificatePath={(certificate.Length > 0 ? InFolder(certificate) : string.Empty)}", $"--Listen:KeyPath={(key.Length > 0 ? InFolder(key) : string.Empty)}",
        $"--Listen:Password={password}",
    ];
}
