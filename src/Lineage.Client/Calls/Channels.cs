using System.Net.Security;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Lineage.Client.Calls;

/// <summary>Channels as the options say.</summary>
internal static class Channels
{
    private const int MaxActorLength = 128;

    /// <summary>The name that stands for the host where a Unix domain socket is connected.</summary>
    private const string SocketHost = "http://localhost";

    public static GrpcChannel Create(LineageClientOptions options)
    {
        Check(options);
        var socket = SocketPath(options.Address);
        var channel = new GrpcChannelOptions
        {
            HttpHandler = options.Handler ?? Handler(options, socket),
            DisposeHttpClient = options.Handler is null,
            MaxReceiveMessageSize = options.MaxMessageBytes,
            MaxSendMessageSize = options.MaxMessageBytes,
            ServiceConfig = options.MaxAttempts == 1 ? null : new ServiceConfig { MethodConfigs = { Retries(options) } },
        };
        return GrpcChannel.ForAddress(socket is null ? options.Address : SocketHost, channel);
    }

    private static void Check(LineageClientOptions options)
    {
        if (SocketPath(options.Address) is null && !(Uri.TryCreate(options.Address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"))
        {
            throw new ArgumentException($"Address '{options.Address}' must be http://host:port, https://host:port or unix:/path", nameof(options));
        }

        if (options.MaxAttempts is < 1 or > 5)
        {
            throw new ArgumentException($"MaxAttempts is {options.MaxAttempts}; it must be 1 to 5", nameof(options));
        }

        if (options.RetryBackoff <= TimeSpan.Zero || options.MaxRetryBackoff < options.RetryBackoff)
        {
            throw new ArgumentException("RetryBackoff must be positive, and MaxRetryBackoff must not be less", nameof(options));
        }

        if (options.Deadline <= TimeSpan.Zero)
        {
            throw new ArgumentException($"Deadline is {options.Deadline}; it must be positive", nameof(options));
        }

        if (options.Actor.Length > MaxActorLength || options.Actor.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException($"Actor must have at most {MaxActorLength} printable ASCII characters", nameof(options));
        }
    }

    private static string? SocketPath(string address) =>
        address.StartsWith("unix:", StringComparison.Ordinal) && address.Length > "unix:".Length ? address["unix:".Length..] : null;

    private static SocketsHttpHandler Handler(LineageClientOptions options, string? socket)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // A connection that a middlebox dropped in silence is found before the next call waits on it.
            KeepAlivePingDelay = TimeSpan.FromSeconds(60),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        if (options.CertificateValidation is { } validation)
        {
            handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = validation };
        }

        if (socket is not null)
        {
            handler.ConnectCallback = (_, cancellationToken) => ConnectAsync(socket, cancellationToken);
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static MethodConfig Retries(LineageClientOptions options) => new()
    {
        Names = { MethodName.Default },
        RetryPolicy = new RetryPolicy
        {
            MaxAttempts = options.MaxAttempts,
            InitialBackoff = options.RetryBackoff,
            MaxBackoff = options.MaxRetryBackoff,
            BackoffMultiplier = 2,
            RetryableStatusCodes = { StatusCode.Unavailable },
        },
    };
}
