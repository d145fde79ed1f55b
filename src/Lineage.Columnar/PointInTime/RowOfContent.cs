namespace Lineage.Columnar.PointInTime;

/// <summary>A row and what it holds, as <see cref="RowContent"/> says.</summary>
internal readonly record struct RowOfContent(UInt128 Content, long Id)
{
    /// <summary>Whether it goes before another: by the greater digest; of equal rows, which hold the same, the first of the file.</summary>
    public bool GoesBefore(RowOfContent other) => Content != other.Content ? Content > other.Content : Id < other.Id;
}
