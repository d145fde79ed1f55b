using System.Text.Json;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;

namespace Lineage.Storage.Sqlite.Commits;

/// <summary>A change set that waits for the writer. All serialising is done before, on the caller's thread, because there is only one writer.</summary>
internal sealed class CommitRequest
{
    private readonly TaskCompletionSource<CommitResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <exception cref="ArgumentException">A name is written twice, or a content does not belong to its name.</exception>
    public CommitRequest(ChangeSet changes, CancellationToken cancellationToken)
    {
        Changes = changes;
        CancellationToken = cancellationToken;
        Nodes = [.. changes.Nodes.Select(PreparedNode.From)];
        EdgeProperties = [.. changes.OpenedEdges.Select(PropertiesJson)];
        var names = new HashSet<ResourceName>();
        foreach (var write in changes.Nodes)
        {
            if (!names.Add(write.Name))
            {
                throw new ArgumentException($"A change set writes {write.Name} twice.", nameof(changes));
            }
        }
    }

    public ChangeSet Changes { get; }

    public CancellationToken CancellationToken { get; }

    public IReadOnlyList<PreparedNode> Nodes { get; }

    /// <summary>The properties of the opened edges as JSON objects with ordered keys; null for none.</summary>
    public IReadOnlyList<string?> EdgeProperties { get; }

    public Task<CommitResult> Completion => _completion.Task;

    /// <summary>What the change set did, kept back until the group is durable.</summary>
    public CommitResult? Result { get; set; }

    /// <summary>Why the change set failed, kept back until the group is durable.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Tells the caller the outcome.</summary>
    public void Complete()
    {
        _ = Failure is { } failure ? _completion.TrySetException(failure) : _completion.TrySetResult(Result!);
    }

    /// <summary>Fails the change set.</summary>
    public void Fail(Exception failure)
    {
        Failure = failure;
        Complete();
    }

    private static string? PropertiesJson(EdgeOpening opening) => opening.Properties is not { Count: > 0 } properties
        ? null
        : JsonSerializer.Serialize(
            new SortedDictionary<string, string>(properties.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal), StringComparer.Ordinal),
            ParameterJsonContext.Default.SortedDictionaryStringString);
}
