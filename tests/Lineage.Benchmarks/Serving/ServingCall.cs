namespace Lineage.Benchmarks.Serving;

/// <summary>One kind of call.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Peer">The call that has messages of the same size and no work.</param>
/// <param name="Items">How many things one call is about.</param>
/// <param name="Call">Makes one call.</param>
internal sealed record ServingCall(string Name, string Peer, int Items, Func<CancellationToken, Task> Call);
