namespace Lineage.Cli.Demo.Steps;

/// <summary>The feature set versions that the demo registered.</summary>
internal sealed record RegisteredFeatures(V1.FeatureSetVersion Hourly, V1.FeatureSetVersion Climate);
