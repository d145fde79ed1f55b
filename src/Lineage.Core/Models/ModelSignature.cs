using Lineage.Core.FeatureSets;

namespace Lineage.Core.Models;

/// <summary>What a model takes and gives.</summary>
/// <param name="Inputs">The inputs, in order.</param>
/// <param name="Outputs">The outputs, in order.</param>
public sealed record ModelSignature(IReadOnlyList<Feature> Inputs, IReadOnlyList<Feature> Outputs);
