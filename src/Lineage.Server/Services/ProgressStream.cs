using System.Threading.Channels;

namespace Lineage.Server.Services;

/// <summary>Sends progress while work goes on. A slow client gets fewer reports; it never holds the work up.</summary>
internal static class ProgressStream
{
    /// <summary>Runs the work and writes its latest progress whenever the client has taken the one before.</summary>
    /// <returns>What the work returns, after the last report was written.</returns>
    public static async Task<TResult> RunAsync<TProgress, TResult>(
        Func<IProgress<TProgress>, CancellationToken, Task<TResult>> work, Func<TProgress, Task> write, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var latest = Channel.CreateBounded<TProgress>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var result = Task.Run(() => RunToEndAsync(work, latest.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var progress in latest.Reader.ReadAllAsync(CancellationToken.None))
            {
                await write(progress);
            }
        }
        catch
        {
            // The client is gone: the work has nobody left to work for, and must have ended before its files are closed.
            await stop.CancelAsync();
            await ((Task)result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        return await result;
    }

    private static async Task<TResult> RunToEndAsync<TProgress, TResult>(
        Func<IProgress<TProgress>, CancellationToken, Task<TResult>> work, ChannelWriter<TProgress> latest, CancellationToken cancellationToken)
    {
        try
        {
            return await work(new Reporter<TProgress>(latest), cancellationToken);
        }
        finally
        {
            latest.Complete();
        }
    }

    private sealed class Reporter<T>(ChannelWriter<T> latest) : IProgress<T>
    {
        public void Report(T value) => latest.TryWrite(value);
    }
}
