using Lineage.Columnar.Canonical;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Comparing;

/// <summary>One of two tables, seen through the columns that both have.</summary>
/// <param name="source">The table.</param>
/// <param name="columns">The columns, in the UTF-8 order of their names.</param>
/// <param name="options">Whose buckets the rows fall into.</param>
internal sealed class ComparedTable(ITableSource source, IReadOnlyList<string> columns, FingerprintOptions options)
{
    /// <summary>Shows the visitor the rows of buckets that differ. Parts without any are passed over after a look at the columns that tell buckets apart.</summary>
    public async Task VisitAsync(RowVisitor visitor, BucketSelection selection, CancellationToken ct)
    {
        for (var part = 0; part < source.Parts && !visitor.IsDone; part++)
        {
            if (await HasSelectedAsync(part, selection, ct).ConfigureAwait(false))
            {
                await VisitAsync(part, visitor, columns, options, ct).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> HasSelectedAsync(int part, BucketSelection selection, CancellationToken ct)
    {
        // Rows compared without keys are bucketed by all their columns, which are as well read for good.
        IReadOnlyList<string> keys = options.EntityKeys.Count == columns.Count ? [] : options.EntityKeys;
        string[] names = [.. keys.Concat(options.EventTimeColumn is { } time ? [time] : []).Distinct(StringComparer.Ordinal).Order(Utf8NameOrder.Instance)];
        if (names.Length == 0 || names.Length == columns.Count)
        {
            return true;
        }

        var probe = new PartProbe(selection);
        await VisitAsync(part, probe, names, new() { EventTimeColumn = options.EventTimeColumn, EntityKeys = keys }, ct).ConfigureAwait(false);
        return probe.Selected > 0;
    }

    private async Task VisitAsync(int part, RowVisitor visitor, IReadOnlyList<string> names, FingerprintOptions how, CancellationToken ct)
    {
        var schema = new Apache.Arrow.Schema(names.Select(name => source.Schema.GetFieldByName(name)), null);
        var state = new FingerprintState([.. schema.FieldsList.Select(StateColumn.Of)], how);
        var hasher = new RowHasher(state, visitor);
        await foreach (var batch in source.ReadPartAsync(part, names, ct).ConfigureAwait(false))
        {
            using (batch)
            {
                var cells = DecodedBatch.Columns(schema, batch, source.Description);
                visitor.Begin(cells);
                hasher.Append(cells, batch.Length);
            }

            if (visitor.IsDone)
            {
                return;
            }
        }
    }
}
