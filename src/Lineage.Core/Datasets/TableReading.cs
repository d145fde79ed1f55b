using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Profiling;
using Lineage.Columnar.Reading;

namespace Lineage.Core.Datasets;

/// <summary>One pass over a table that was opened.</summary>
internal static class TableReading
{
    /// <exception cref="TableFormatException">The table cannot be read to its end.</exception>
    /// <exception cref="Errors.LineageException">The table does not fit what was asked.</exception>
    public static async Task<DescribedTable> DescribeAsync(
        ITableSource table, FingerprintRequest request, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        request.CheckAgainst(table.Schema);
        return request.IncludeState
            ? await WithStateAsync(table, request.Options, progress, cancellationToken)
            : new(await Fingerprinter.DescribeAsync(table, request.Options, progress, cancellationToken), null);
    }

    private static async Task<DescribedTable> WithStateAsync(
        ITableSource table, FingerprintOptions options, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        var fingerprint = new FingerprintBuilder(table.Schema, options, table.Description);
        var profile = new ProfileBuilder(table.Schema, table.Description);
        await foreach (var batch in table.ReadAsync(null, cancellationToken))
        {
            using (batch)
            {
                fingerprint.Append(batch);
                profile.Append(batch);
            }

            progress?.Report(new(fingerprint.Rows, table.DeclaredRows));
        }

        return table.DeclaredRows is { } declared && declared != fingerprint.Rows
            ? throw new TableFormatException(TableFormatError.Truncated, table.Description, $"declares {declared} rows and has {fingerprint.Rows}")
            : new(new(fingerprint.Finish(), profile.Finish()), fingerprint.State);
    }
}
