namespace Lineage.Columnar.Writing;

/// <summary>A table about to be written in one format, which can hold its schema.</summary>
internal interface ITableEncoding
{
    /// <summary>Writes the whole file.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="progress">Told the rows so far.</param>
    /// <param name="ct">Stops the writing.</param>
    /// <returns>The rows.</returns>
    Task<long> WriteAsync(Stream target, Action<long> progress, CancellationToken ct);
}
