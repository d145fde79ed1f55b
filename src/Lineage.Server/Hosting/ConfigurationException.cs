namespace Lineage.Server.Hosting;

/// <summary>The service cannot start as it is configured; the message says all that is wrong.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
