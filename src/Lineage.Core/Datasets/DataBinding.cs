using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.PointInTime;
using Lineage.Core.Errors;

namespace Lineage.Core.Datasets;

/// <summary>Binds a certificate to its data: cryptographic fingerprints, and the proof that the data is what was registered.</summary>
internal static class DataBinding
{
    private static readonly FingerprintOptions Bound = new() { Algorithm = FingerprintAlgorithm.Sha256, Order = RowOrder.Multiset };

    /// <summary>Fingerprints every table. One that was registered with another kind of fingerprint is read once more to compare that one.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="fingerprints">Gets the printed fingerprints, by the tables' names.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <exception cref="LineageException"><see cref="ErrorReason.DataMismatch"/>: one or more tables, all of which are named, are not what was registered.</exception>
    public static async Task BindAsync(
        IReadOnlyList<BoundTable> tables, SortedDictionary<string, string> fingerprints, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        List<(BoundTable Table, string Actual)> mismatches = [];
        foreach (var table in tables)
        {
            var reporter = progress is null ? null : new Reporter(progress, $"fingerprint {table.Name}");
            var bound = (await Fingerprinter.ComputeAsync(table.Table, Bound, reporter, cancellationToken)).ToString();
            fingerprints[table.Name] = bound;
            if (table.Registered is not { } registered)
            {
                continue;
            }

            var options = OptionsOf(registered);
            var actual = options == Bound ? bound : (await Fingerprinter.ComputeAsync(table.Table, options, reporter, cancellationToken)).ToString();
            if (!string.Equals(actual, registered.Text, StringComparison.Ordinal))
            {
                mismatches.Add((table, actual));
            }
        }

        if (mismatches.Count > 0)
        {
            throw Mismatch(mismatches);
        }
    }

    private static FingerprintOptions OptionsOf(DataFingerprint fingerprint) => new()
    {
        Algorithm = fingerprint.Algorithm == "sha256" ? FingerprintAlgorithm.Sha256 : FingerprintAlgorithm.Fast,
        Order = fingerprint.Order == "ordered" ? RowOrder.Ordered : RowOrder.Multiset,
    };

    private static LineageException Mismatch(List<(BoundTable Table, string Actual)> mismatches)
    {
        var (first, actual) = mismatches[0];
        var message = string.Join("; ", mismatches.Select(m => $"{m.Table.Name} is not the data that {m.Table.Resource} was registered with"));
        return new LineageException(ErrorKind.FailedPrecondition, ErrorReason.DataMismatch, message)
        {
            Metadata = new Dictionary<string, string>
            {
                ["resource"] = first.Resource!.Value,
                ["registered"] = first.Registered!.Text,
                ["actual"] = actual,
            },
        };
    }

    private sealed class Reporter(IProgress<AuditProgress> progress, string stage) : IProgress<ReadProgress>
    {
        public void Report(ReadProgress value) => progress.Report(new(stage, value.Rows));
    }
}
