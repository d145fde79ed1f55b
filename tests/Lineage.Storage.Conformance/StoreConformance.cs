using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Conformance.Samples;
using Microsoft.Extensions.Time.Testing;

namespace Lineage.Storage.Conformance;

/// <summary>
/// The base of every class of the suite: one empty store for each test. A store joins the suite with a harness and one line for each class,
/// <c>public sealed class Commits : CommitConformance&lt;MyHarness&gt;;</c>, and <see cref="ComplianceConformance{THarness}"/> says what was forgotten.
/// </summary>
public abstract class StoreConformance<THarness> : IAsyncLifetime
    where THarness : IStoreHarness, new()
{
    private readonly THarness _harness = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Stands still unless a test moves it.</summary>
    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    protected ILineageStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await _harness.OpenAsync(Clock, Token);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Store is not null)
        {
            await Store.DisposeAsync();
        }

        await _harness.DisposeAsync();
    }

    /// <summary>Commits one second later than whatever was committed before.</summary>
    protected Task<CommitResult> CommitAsync(ChangeSet changes)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return Store.CommitAsync(changes, Token);
    }

    protected Task<CommitResult> WriteAsync(params NodeWrite[] writes) => CommitAsync(new ChangeSet { Nodes = writes });

    /// <summary>Creates sources.</summary>
    protected Task<CommitResult> CreateAsync(params string[] ids) => WriteAsync([.. ids.Select(i => Sample.Create(i))]);

    /// <summary>Opens edges written as <c>from>to</c>, and creates those of their ends that are not there.</summary>
    protected async Task<CommitResult> LinkAsync(params string[] arrows)
    {
        var names = arrows.SelectMany(a => a.Split('>')).Distinct().Select(Sample.SourceName).ToList();
        var known = await Store.FindManyAsync(names, Token);
        return await CommitAsync(new ChangeSet
        {
            Nodes = [.. names.Zip(known).Where(n => n.Second is null).Select(n => NodeWrite.Create(n.First, Sample.Source()))],
            OpenedEdges = [.. arrows.Select(a => new EdgeOpening(Sample.Key(a)))],
        });
    }

    protected Task<CommitResult> CloseAsync(params string[] arrows) => CommitAsync(new ChangeSet { ClosedEdges = [.. arrows.Select(Sample.Key)] });

    protected async Task<Node> NodeAsync(string id) =>
        await Store.FindAsync(Sample.SourceName(id), Token) ?? throw new InvalidOperationException($"There is no source {id}.");

    /// <summary>Everything that the store tells, as one text: a commit that changed nothing leaves it as it was.</summary>
    protected Task<string> StateAsync() => StoreText.OfAsync(Store, Token);

    protected static async Task<LineageException> RefusedAsync(ErrorKind kind, ErrorReason reason, Func<Task> act)
    {
        var error = await Assert.ThrowsAsync<LineageException>(act);
        Assert.Equal((kind, reason), (error.Kind, error.Reason));
        return error;
    }

    /// <summary>Runs the same thing many times at once, each on a thread of the pool, and keeps what each gave: a result or an exception.</summary>
    protected static async Task<IReadOnlyList<Outcome<T>>> AtOnceAsync<T>(int count, Func<int, Task<T>> act)
    {
        using var start = new SemaphoreSlim(0);
        var tasks = Enumerable.Range(0, count).Select(i => Task.Run(
            async () =>
            {
                await start.WaitAsync(Token);
                try
                {
                    return new Outcome<T>(await act(i), null);
                }
                catch (Exception e) when (e is LineageException or OperationCanceledException or ObjectDisposedException)
                {
                    return new Outcome<T>(default, e);
                }
            },
            Token)).ToList();
        start.Release(count);
        return await Task.WhenAll(tasks);
    }
}
