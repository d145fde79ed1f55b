using System.Collections.Concurrent;
using Grpc.Core;

namespace Lineage.Client.Tests;

/// <summary>A project service that fails as told and remembers what reached it.</summary>
internal sealed class ScriptedProjects : V1.ProjectService.ProjectServiceBase
{
    private int _failures;

    /// <summary>What the first calls fail with.</summary>
    public StatusCode Code { get; init; } = StatusCode.Unavailable;

    /// <summary>How many calls fail.</summary>
    public int Failures { get; init; }

    /// <summary>A call waits until it is cancelled.</summary>
    public bool Hangs { get; init; }

    public ConcurrentQueue<ServerCallContext> Calls { get; } = new();

    public ConcurrentQueue<string> RequestIds { get; } = new();

    public override async Task<V1.Project> GetProject(V1.GetProjectRequest request, ServerCallContext context)
    {
        await PlayAsync(context);
        return new() { Name = request.Name };
    }

    public override async Task<V1.Project> CreateProject(V1.CreateProjectRequest request, ServerCallContext context)
    {
        RequestIds.Enqueue(request.RequestId);
        await PlayAsync(context);
        return new() { Name = $"projects/{request.ProjectId}" };
    }

    private async Task PlayAsync(ServerCallContext context)
    {
        Calls.Enqueue(context);
        if (Hangs)
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = context.CancellationToken.Register(ended.SetResult);
            await ended.Task;
        }

        if (Interlocked.Increment(ref _failures) <= Failures)
        {
            throw new RpcException(new Status(Code, "as told"));
        }
    }
}
