using System.Reflection;
using System.Runtime.InteropServices;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Where the demo runs.</summary>
internal static class DemoEnvironment
{
    /// <summary>The version of this command.</summary>
    public static string Version { get; } =
        typeof(DemoEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty;

    /// <summary>As the service keeps it.</summary>
    public static V1.RuntimeEnvironment Describe() => new()
    {
        OperatingSystem = RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
        Hardware = $"{Environment.ProcessorCount} processors, {RuntimeInformation.ProcessArchitecture}",
        Packages = { { "lineage", Version } },
    };
}
