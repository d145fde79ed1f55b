using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Datasets;

/// <summary>Fingerprints and profiles of data, and comparisons of fingerprints.</summary>
public sealed class TableDescriptions(IDataFiles files, INodeStore nodes, NameResolver names, TimeProvider clock)
{
    /// <summary>Describes a file below the data roots.</summary>
    /// <exception cref="LineageException">The path lies outside the roots, the file is no readable table, or it does not fit what was asked.</exception>
    public Task<TableDescription> DescribeAsync(
        string path, FingerprintRequest request, IProgress<TableProgress>? progress, CancellationToken cancellationToken) => DataReading.RunAsync(async () =>
        {
            await using var file = await files.OpenAsync(path, "path", cancellationToken);
            var meter = progress is null ? null : new ReadMeter(progress, file.Bytes, clock);
            request.CheckAgainst(file.Table.Schema);
            return await Fingerprinter.DescribeAsync(file.Table, request.Options, meter, cancellationToken);
        });

    /// <summary>Describes data that was uploaded.</summary>
    /// <param name="data">A seekable stream, which is disposed.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="LineageException">The data is no readable table, or it does not fit what was asked.</exception>
    public Task<TableDescription> DescribeAsync(Stream data, string name, FingerprintRequest request, CancellationToken cancellationToken) =>
        DataReading.RunAsync(async () =>
        {
            await using (data)
            {
                await using var table = await TableSource.OpenAsync(data, name, null, cancellationToken);
                request.CheckAgainst(table.Schema);
                return await Fingerprinter.DescribeAsync(table, request.Options, null, cancellationToken);
            }
        });

    /// <summary>The fingerprint that a version, split or source was registered with.</summary>
    /// <exception cref="LineageException">There never was such a resource, or it has no fingerprint.</exception>
    public async Task<DataFingerprint> RegisteredAsync(string text, string field, CancellationToken cancellationToken)
    {
        NodeKind[] kinds = [NodeKind.Source, NodeKind.FeatureSetVersion, NodeKind.DatasetVersion, NodeKind.Split];
        var name = await names.ResolveAsync(text, field, kinds, cancellationToken);
        var node = await nodes.FindAsync(name, cancellationToken) ?? throw LineageException.NotFound(name.Value);
        var fingerprint = node.Content switch
        {
            Source source => source.Fingerprint,
            FeatureSetVersion version => version.Fingerprint,
            DatasetVersion version => version.Fingerprint,
            _ => ((Split)node.Content).Fingerprint,
        };
        return fingerprint
            ?? throw LineageException.About(ErrorKind.FailedPrecondition, ErrorReason.InvalidState, name.Value, $"{name} was registered without a fingerprint");
    }

    /// <summary>What differs between two tables, from their fingerprints alone, and how many cut-offs both have.</summary>
    /// <exception cref="LineageException">A fingerprint contradicts itself.</exception>
    public static ComparedFingerprints Compare(DataFingerprint before, DataFingerprint after)
    {
        var (earlier, later) = (before.ToTableFingerprint("before"), after.ToTableFingerprint("after"));
        var difference = FingerprintComparison.Compare(earlier, later);
        var comparable = difference.Verdict != FingerprintVerdict.Incomparable && earlier.Schema == later.Schema;
        return new(difference, comparable ? earlier.CutOffs.Select(c => c.CutOff).Intersect(later.CutOffs.Select(c => c.CutOff)).Count() : 0);
    }
}
