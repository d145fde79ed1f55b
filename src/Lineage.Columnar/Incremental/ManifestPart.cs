using Lineage.Columnar.Fingerprinting;

namespace Lineage.Columnar.Incremental;

/// <summary>A part as it was.</summary>
internal sealed record ManifestPart(PartEvidence Evidence, FingerprintState State);
