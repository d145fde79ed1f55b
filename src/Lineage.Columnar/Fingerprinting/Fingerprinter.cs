using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Profiling;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>Reads whole tables, once.</summary>
public static class Fingerprinter
{
    /// <summary>The fingerprint of a table.</summary>
    /// <exception cref="TableFormatException">The table cannot be read to its end; there is never a fingerprint of a part.</exception>
    public static async Task<TableFingerprint> ComputeAsync(
        ITableSource source, FingerprintOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken ct = default)
    {
        var builder = new FingerprintBuilder(source.Schema, options ?? new(), source.Description);
        await ReadAsync(source, builder.Append, progress, ct).ConfigureAwait(false);
        return builder.Finish();
    }

    /// <summary>The fingerprint and the profile of a table, in one pass.</summary>
    /// <exception cref="TableFormatException">The table cannot be read to its end.</exception>
    public static async Task<TableDescription> DescribeAsync(
        ITableSource source, FingerprintOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken ct = default)
    {
        var builder = new FingerprintBuilder(source.Schema, options ?? new(), source.Description);
        var profile = new ProfileBuilder(source.Schema, source.Description);
        await ReadAsync(
            source,
            (columns, rows) =>
            {
                builder.Append(columns, rows);
                profile.Append(columns, rows);
            },
            progress,
            ct).ConfigureAwait(false);
        return new(builder.Finish(), profile.Finish());
    }

    private static async Task ReadAsync(
        ITableSource source, Action<CanonicalColumn[], int> append, IProgress<ReadProgress>? progress, CancellationToken ct)
    {
        long rows = 0;
        await foreach (var batch in source.ReadAsync(ct: ct).ConfigureAwait(false))
        {
            using (batch)
            {
                append(Columns(source, batch), batch.Length);
                rows += batch.Length;
            }

            progress?.Report(new(rows, source.DeclaredRows));
        }

        if (source.DeclaredRows is { } declared && declared != rows)
        {
            throw new TableFormatException(TableFormatError.Truncated, source.Description, $"declares {declared} rows and has {rows}");
        }
    }

    private static CanonicalColumn[] Columns(ITableSource source, RecordBatch batch)
    {
        SchemaRules.CheckSame(source.Schema, batch.Schema, source.Description, null);
        return [.. source.Schema.FieldsList.Select((field, i) => CanonicalColumn.Create(field, batch.Column(i), source.Description))];
    }
}
