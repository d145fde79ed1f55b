using System.Net.Security;

namespace Lineage.Client;

/// <summary>Where the service is and how it is called.</summary>
public sealed record LineageClientOptions
{
    /// <summary>The address used when none is given.</summary>
    public const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary><c>http://host:port</c> (HTTP/2 without TLS), <c>https://host:port</c>, or <c>unix:/path</c> for a Unix domain socket without TLS.</summary>
    public string Address { get; init; } = DefaultAddress;

    /// <summary>How long a unary call may take with all its retries, where the call itself sets no deadline; null for ever. Streams have none.</summary>
    public TimeSpan? Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is tried in all, 1 to 5. Only UNAVAILABLE is tried again, never what the service rejected.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The longest wait before the second attempt; it doubles with each further one, and the wait is a random part of it.</summary>
    public TimeSpan RetryBackoff { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest wait before any attempt.</summary>
    public TimeSpan MaxRetryBackoff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Who asks, for the audit log: at most 128 printable ASCII characters; empty for nobody.</summary>
    public string Actor { get; init; } = string.Empty;

    /// <summary>The greatest message, in bytes, either way.</summary>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Decides about the server's certificate in place of the system's rules; null for these.</summary>
    public RemoteCertificateValidationCallback? CertificateValidation { get; init; }

    /// <summary>Sends the requests in place of the client's own handler, which the two settings of address and certificate otherwise shape; it stays the caller's.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The clock that deadlines are counted from.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
