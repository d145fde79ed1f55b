namespace Lineage.Columnar.Tests.Tables;

internal enum ColumnKind
{
    Integer,
    Float,
    Text,
    Flag,
    Instant,
}
