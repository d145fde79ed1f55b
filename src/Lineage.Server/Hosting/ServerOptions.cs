namespace Lineage.Server.Hosting;

/// <summary>
/// The configuration, from <c>appsettings.json</c>, environment variables with the prefix <c>LINEAGE_</c> (<c>LINEAGE_Store__Path</c>) and the command line
/// (<c>--Store:Path</c>), each over the one before. <c>SettingsFolder</c>, from one of the last two, names a folder with <c>appsettings.json</c> in place of the program's.
/// </summary>
public sealed class ServerOptions
{
    /// <summary>Where the graph is kept.</summary>
    public StoreOptions Store { get; init; } = new();

    /// <summary>Where the service listens.</summary>
    public ListenOptions Listen { get; init; } = new();

    /// <summary>Folders below which files may be read by path; the working directory where none is given.</summary>
    public IReadOnlyList<string> DataRoots { get; init; } = [];

    /// <summary>What one client may ask for.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>How long calls may go on after the service was told to stop, in seconds.</summary>
    public int ShutdownSeconds { get; init; } = 30;

    /// <summary>Everything that is wrong with the configuration, one line each.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(Store.Path))
        {
            yield return "Store:Path must name a file";
        }

        if (Listen.Port is < 0 or > 65_535)
        {
            yield return $"Listen:Port is {Listen.Port}; it must be 0 to 65535";
        }

        if (!System.Net.IPAddress.TryParse(Listen.Address, out _))
        {
            yield return $"Listen:Address '{Listen.Address}' is no IP address";
        }

        if (Listen.CertificatePath.Length > 0 && !File.Exists(Listen.CertificatePath))
        {
            yield return $"Listen:CertificatePath '{Listen.CertificatePath}' does not exist";
        }

        if (Listen.KeyPath.Length > 0 && !File.Exists(Listen.KeyPath))
        {
            yield return $"Listen:KeyPath '{Listen.KeyPath}' does not exist";
        }

        if (Listen.CertificatePath.Length == 0 && (Listen.KeyPath.Length > 0 || Listen.Password.Length > 0))
        {
            yield return "Listen:CertificatePath is required where there is a key or a password";
        }

        if (Directory.Exists(Store.Path))
        {
            yield return $"Store:Path '{Store.Path}' is a folder";
        }

        foreach (var root in DataRoots.Where(r => !Directory.Exists(r)))
        {
            yield return $"DataRoots: '{root}' is no folder";
        }

        foreach (var (name, value) in Limits.Values().Where(l => l.Value <= 0))
        {
            yield return $"Limits:{name} is {value}; it must be positive";
        }

        if (ShutdownSeconds < 0)
        {
            yield return $"ShutdownSeconds is {ShutdownSeconds}; it must not be negative";
        }
    }
}
