using Lineage.Core.Datasets;

namespace Lineage.Server.Tests.Hosting;

/// <summary>Files whose opening never ends until it is cancelled.</summary>
internal sealed class StalledFiles : IDataFiles
{
    private readonly TaskCompletionSource _opening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a file is being opened.</summary>
    public Task Opening => _opening.Task;

    /// <summary>Completes when that was cancelled.</summary>
    public Task Cancelled => _cancelled.Task;

    public async Task<DataFile> OpenAsync(string path, string field, CancellationToken cancellationToken)
    {
        _opening.TrySetResult();
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }

        throw new InvalidOperationException("never reached");
    }
}
