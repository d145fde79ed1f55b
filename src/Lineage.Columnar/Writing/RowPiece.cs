using Apache.Arrow;

namespace Lineage.Columnar.Writing;

/// <summary>Rows of one batch.</summary>
internal sealed record RowPiece(SharedBatch Owner, ArrayData[] Columns, int Rows);
