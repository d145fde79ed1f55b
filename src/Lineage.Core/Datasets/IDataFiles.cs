using Lineage.Columnar.Reading;
using Lineage.Core.Errors;

namespace Lineage.Core.Datasets;

/// <summary>The tables that the service may read by path.</summary>
public interface IDataFiles
{
    /// <summary>Opens a Parquet or Arrow file below the configured data roots, or a folder of such files as one table, with its partitions and with the columns that later files brought.</summary>
    /// <param name="path">Relative to a root, absolute within one, or the same as a <c>file:</c> URI.</param>
    /// <param name="field">The request's field, for errors.</param>
    /// <exception cref="LineageException"><see cref="ErrorReason.PathOutsideRoots"/> or <see cref="ErrorReason.DataUnreadable"/>.</exception>
    /// <exception cref="TableFormatException">The file is no readable table.</exception>
    Task<DataFile> OpenAsync(string path, string field, CancellationToken cancellationToken);
}
