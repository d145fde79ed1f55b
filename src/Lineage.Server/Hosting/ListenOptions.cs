namespace Lineage.Server.Hosting;

/// <summary>Where the service listens: HTTP/2 without TLS (h2c, prior knowledge), or with TLS where there is a certificate.</summary>
public sealed class ListenOptions
{
    /// <summary>The IP address; <c>0.0.0.0</c> or <c>::</c> for all.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The port; 0 for a free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>A PEM or PKCS#12 file with the server's certificate; empty for no TLS.</summary>
    public string CertificatePath { get; init; } = string.Empty;

    /// <summary>A PEM file with the certificate's key; empty where the certificate's file holds it.</summary>
    public string KeyPath { get; init; } = string.Empty;

    /// <summary>The password of the PKCS#12 file or of the key.</summary>
    public string Password { get; init; } = string.Empty;
}
