using Lineage.Columnar.Profiling;
using Lineage.Core.Graph;

namespace Lineage.Core.Consistency;

/// <summary>A split that a model version was fitted on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Profile">What its rows look like; null where that was not recorded.</param>
/// <param name="Fingerprint">The printed fingerprint of its rows; null where that was not recorded.</param>
public sealed record TrainingSplit(ResourceName Name, TableProfile? Profile, string? Fingerprint = null);
