using Lineage.Columnar.Reading;
using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>A table that a certificate is about.</summary>
/// <param name="Name">How the report speaks of it.</param>
/// <param name="Table">The table itself.</param>
/// <param name="Resource">What it is registered as; null where it is not.</param>
/// <param name="Registered">The fingerprint that it was registered with; null for none.</param>
internal sealed record BoundTable(string Name, ITableSource Table, ResourceName? Resource, DataFingerprint? Registered);
