using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Reading.Arrow;
using Lineage.Core.Errors;

namespace Lineage.Core.Datasets;

/// <summary>Fingerprints of tables whose batches come one at a time. A batch is hashed before the next is asked for, and none is kept.</summary>
/// <param name="limits">What one message may make the service hold.</param>
public sealed class BatchFingerprints(ReadLimits limits)
{
    /// <summary>Reads the messages of an Arrow stream to their end.</summary>
    /// <param name="messages">The schema first, then dictionaries and record batches.</param>
    /// <param name="request">How to fingerprint.</param>
    /// <param name="name">What errors call the table.</param>
    /// <exception cref="LineageException">The messages are no table, or it does not fit what was asked.</exception>
    public Task<TableFingerprint> ComputeAsync(IAsyncEnumerable<ArrowPart> messages, FingerprintRequest request, string name, CancellationToken cancellationToken) =>
        DataReading.RunAsync(async () =>
        {
            var decoder = new ArrowPartDecoder(name, limits);
            FingerprintBuilder? builder = null;
            await foreach (var message in messages.WithCancellation(cancellationToken))
            {
                foreach (var batch in decoder.Decode(message))
                {
                    using (batch)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        builder!.Append(batch);
                    }
                }

                builder ??= Begin(decoder, request, name);
            }

            return builder?.Finish() ?? throw new TableFormatException(TableFormatError.Truncated, name, "ends before its schema");
        });

    private static FingerprintBuilder? Begin(ArrowPartDecoder decoder, FingerprintRequest request, string name)
    {
        if (decoder.Schema is not { } schema)
        {
            return null;
        }

        request.CheckAgainst(schema);
        return new(schema, request.Options, name);
    }
}
