using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Apache.Arrow;

namespace Lineage.Columnar.Reading;

/// <summary>Makes the next batch while the caller works on the one before.</summary>
internal static class ReadAhead
{
    /// <summary>The same batches in the same order, and the same error where they end in one.</summary>
    public static async IAsyncEnumerable<RecordBatch> Of(IAsyncEnumerable<RecordBatch> batches, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var channel = Channel.CreateBounded<RecordBatch>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });
        var producer = Task.Run(() => ProduceAsync(batches, channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(ct).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
        finally
        {
            // A caller who leaves early must not leave a reader behind that still looks at the source.
            await stop.CancelAsync().ConfigureAwait(false);
            await producer.ConfigureAwait(false);
            while (channel.Reader.TryRead(out var left))
            {
                left.Dispose();
            }
        }
    }

    private static async Task ProduceAsync(IAsyncEnumerable<RecordBatch> batches, ChannelWriter<RecordBatch> target, CancellationToken ct)
    {
        try
        {
            await foreach (var batch in batches.WithCancellation(ct).ConfigureAwait(false))
            {
                await target.WriteAsync(batch, ct).ConfigureAwait(false);
            }

            target.Complete();
        }
        catch (Exception e)
        {
            target.Complete(e);
        }
    }
}
