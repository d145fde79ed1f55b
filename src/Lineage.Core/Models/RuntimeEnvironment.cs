namespace Lineage.Core.Models;

/// <summary>Where code was run.</summary>
/// <param name="OperatingSystem">Name and version.</param>
/// <param name="Runtime">Language runtime and version, such as <c>python 3.11.7</c>.</param>
/// <param name="Hardware">CPU, accelerators, memory.</param>
/// <param name="Container">The image, with its digest.</param>
/// <param name="Packages">Package name to exact version.</param>
public sealed record RuntimeEnvironment(
    string OperatingSystem, string Runtime, string Hardware, string Container, IReadOnlyDictionary<string, string> Packages);
