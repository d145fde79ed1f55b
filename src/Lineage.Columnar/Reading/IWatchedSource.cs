namespace Lineage.Columnar.Reading;

/// <summary>A source that can tell whether what it reads was written to since it was opened.</summary>
internal interface IWatchedSource : ITableSource
{
    /// <summary>Compares what a part lies in, by its length and the time that it was last written, with what it was when it was opened.</summary>
    /// <exception cref="TableFormatException">It was changed.</exception>
    void RequireUnchanged(int part);
}
