using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Lineage.Server.Hosting;

/// <summary>The server's certificate with its chain, from a PEM or a PKCS#12 file.</summary>
internal static class ServerCertificate
{
    /// <summary>What HTTPS needs; null where no certificate is configured.</summary>
    /// <exception cref="ConfigurationException">The files hold no certificate with its key, or the password is another one.</exception>
    public static HttpsConnectionAdapterOptions? Load(ListenOptions listen)
    {
        if (listen.CertificatePath.Length == 0)
        {
            return null;
        }

        try
        {
            var https = Path.GetExtension(listen.CertificatePath) is ".pfx" or ".p12" ? FromPkcs12(listen) : FromPem(listen);
            return https.ServerCertificate is { HasPrivateKey: true } ? https : throw Unusable(listen, "it has no private key");
        }
        catch (CryptographicException wrong)
        {
            throw Unusable(listen, wrong.Message);
        }
    }

    private static HttpsConnectionAdapterOptions FromPkcs12(ListenOptions listen)
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(listen.CertificatePath, listen.Password);
        return new HttpsConnectionAdapterOptions { ServerCertificate = all.FirstOrDefault(c => c.HasPrivateKey), ServerCertificateChain = all };
    }

    private static HttpsConnectionAdapterOptions FromPem(ListenOptions listen)
    {
        var key = listen.KeyPath.Length > 0 ? listen.KeyPath : null;
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(listen.CertificatePath);
        var own = listen.Password.Length > 0
            ? X509Certificate2.CreateFromEncryptedPemFile(listen.CertificatePath, listen.Password, key)
            : X509Certificate2.CreateFromPemFile(listen.CertificatePath, key);
        return new HttpsConnectionAdapterOptions { ServerCertificate = own, ServerCertificateChain = all };
    }

    private static ConfigurationException Unusable(ListenOptions listen, string problem) =>
        new($"Listen:CertificatePath '{listen.CertificatePath}' cannot be used: {problem}");
}
