using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>What a model version was trained on, as the graph has it. All of it is immutable once the model version is committed.</summary>
public sealed record TrainingRecord
{
    /// <summary>The model version.</summary>
    public required ResourceName ModelVersion { get; init; }

    /// <summary>The inputs of its signature, in order; their names are unique.</summary>
    public required IReadOnlyList<Feature> Inputs { get; init; }

    /// <summary>The splits that it was fitted on.</summary>
    public IReadOnlyList<TrainingSplit> Splits { get; init; } = [];

    /// <summary>
    /// The feature set versions that the splits' dataset versions were built from, by name. Features of several sets may have one name, so features are looked up in
    /// the signature and in the profiles of the training tables, where names are unique, and never across feature sets.
    /// </summary>
    public IReadOnlyList<TrainingFeatureSet> FeatureSets { get; init; } = [];

    /// <summary>The dataset versions that do not say what they were built from; where there is one, <see cref="FeatureSets"/> may lack some.</summary>
    public IReadOnlyList<ResourceName> WithoutLineage { get; init; } = [];
}
