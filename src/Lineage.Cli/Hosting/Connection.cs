using System.Net.Sockets;
using Lineage.Client;

namespace Lineage.Cli.Hosting;

/// <summary>A client, and the server that it needed where there was none.</summary>
internal sealed class Connection : IAsyncDisposable
{
    /// <summary>Where a local store is looked for, below the working folder.</summary>
    public const string DefaultStore = ".lineage/lineage.db";

    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(2);
    private readonly LocalServer? _server;

    private Connection(LineageClient client, LocalServer? server)
    {
        Client = client;
        _server = server;
    }

    /// <summary>The client.</summary>
    public LineageClient Client { get; }

    /// <summary>
    /// The server that was named (by option, then by <c>LINEAGE_SERVER</c>); the store that was named, in process; the server at the default address where one answers;
    /// the local store where there is one.
    /// </summary>
    /// <exception cref="CommandException">There is none of these, or both a server and a store were named.</exception>
    public static async Task<Connection> OpenAsync(Terminal terminal, string? server, string? store, string? actor, CancellationToken cancellationToken)
    {
        if (server is not null && store is not null)
        {
            throw new CommandException("--server and --store exclude each other");
        }

        if ((server ?? (store is null ? OfEnvironment(terminal) : null)) is { } named)
        {
            return new(Connect(named, actor), null);
        }

        if (store is null && await AnswersAsync(new Uri(terminal.DefaultServer), cancellationToken))
        {
            return new(Connect(terminal.DefaultServer, actor), null);
        }

        var path = Path.Combine(terminal.Folder, store ?? DefaultStore);
        if (!File.Exists(path))
        {
            throw store is null
                ? new CommandException($"no server answers at {terminal.DefaultServer} and there is no store {DefaultStore}: start one with 'lineage serve'", ExitCodes.Unavailable)
                : new CommandException($"--store {store}: there is no such file");
        }

        var local = await LocalServer.StartAsync(path, [terminal.Folder]);
        return new(Connect(local.Address, actor), local);
    }

    /// <summary>The server that is called where no store is.</summary>
    public static string Address(Terminal terminal, string? server) => server ?? OfEnvironment(terminal) ?? terminal.DefaultServer;

    /// <summary>Closes the client, then the server.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static LineageClient Connect(string address, string? actor)
    {
        try
        {
            return new LineageClient(new() { Address = address, Actor = actor ?? Printable(Environment.UserName) });
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message.Replace($" (Parameter '{wrong.ParamName}')", string.Empty, StringComparison.Ordinal));
        }
    }

    private static string Printable(string name) => string.Concat(name.Where(c => c is > ' ' and <= '~').Take(64));

    private static string? OfEnvironment(Terminal terminal) => terminal.Environment("LINEAGE_SERVER") is { Length: > 0 } named ? named : null;

    private static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ProbeTime);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, patience.Token);
            return true;
        }
        catch (Exception silent) when (silent is SocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
