namespace Lineage.Cli.Demo.Steps;

/// <summary>The sources that the demo registered.</summary>
internal sealed record RegisteredSources(V1.Source Flights, V1.Source Normals);
