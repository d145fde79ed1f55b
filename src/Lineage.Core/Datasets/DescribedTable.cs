using Lineage.Columnar.Fingerprinting;

namespace Lineage.Core.Datasets;

/// <summary>What was found out about a table.</summary>
/// <param name="Description">Its fingerprint and profile.</param>
/// <param name="State">What the fingerprint is made of; null where it was not asked for.</param>
public sealed record DescribedTable(TableDescription Description, FingerprintState? State);
