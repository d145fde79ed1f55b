using Lineage.Core.Datasets;

namespace Lineage.Core.Training;

/// <summary>A table that a build read.</summary>
/// <param name="Path">Below the data roots.</param>
/// <param name="Fingerprint">Of the columns that the build used and, of a history, of the rows that it could see; with buckets by time and entity, so that a later reading can say where it differs.</param>
public sealed record BuildInput(string Path, DataFingerprint Fingerprint);
