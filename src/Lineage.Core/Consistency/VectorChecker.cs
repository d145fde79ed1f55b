using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Consistency;

/// <summary>Vector checks, on the request path of a model server.</summary>
/// <remarks>
/// <para>A model version's contract is compiled at its first check and kept in memory, bounded by size. After that, a check that names the model version reads nothing from
/// the store; one that names a deployment or an alias makes exactly one point read, of that deployment or model, in every call.</para>
/// <para>That read is what keeps the answer right: a store's read sees every commit acknowledged before it began, so a deployment that was moved is seen by the very next
/// check, also where another process on the same store moved it. A copy kept here for a while could contradict the store, and is not kept. The SQLite store answers the read
/// from memory.</para>
/// <para>A deleted model version is checked as before, since deletion does not change what it was trained on; a deleted deployment has no current model version.</para>
/// </remarks>
public sealed class VectorChecker(INodeStore nodes, NameResolver names, TrainingLineage lineage, TimeProvider timeProvider)
{
    /// <summary>The greatest number of vectors in one call.</summary>
    public const int MaxVectors = 10_000;

    /// <summary>In strings held; at some 100 bytes each, less than 200 MB when full.</summary>
    private const long CacheCapacity = 2_000_000;

    private readonly VectorContractCache _contracts = new(CacheCapacity);

    /// <summary>Checks one vector against the model version, or the deployment's current one, that a text names.</summary>
    /// <exception cref="LineageException">The target is no name of a model version or deployment. That it is not there is no error, but a report as the policy says.</exception>
    public async ValueTask<VectorReport> CheckAsync<TVector>(string target, TVector vector, VectorPolicy policy, CancellationToken cancellationToken)
        where TVector : struct, IServedVector
    {
        var contract = await ContractAsync(target, cancellationToken);
        return contract is null ? Unknown(target, policy) : contract.Check(vector, Now(), policy);
    }

    /// <summary>Checks many vectors against one state of the target; the reports are in the order of the vectors.</summary>
    /// <exception cref="LineageException">As <see cref="CheckAsync"/>; or there are more than <see cref="MaxVectors"/>.</exception>
    public async ValueTask<IReadOnlyList<VectorReport>> CheckManyAsync<TVector>(
        string target, IReadOnlyList<TVector> vectors, VectorPolicy policy, CancellationToken cancellationToken)
        where TVector : struct, IServedVector
    {
        if (vectors.Count > MaxVectors)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, "vectors", $"has {vectors.Count} entries; at most {MaxVectors} are allowed");
        }

        var contract = await ContractAsync(target, cancellationToken);
        var now = Now();
        var reports = new VectorReport[vectors.Count];
        for (var i = 0; i < reports.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reports[i] = contract is null ? Unknown(target, policy) : contract.Check(vectors[i], now, policy);
        }

        return reports;
    }

    private static VectorReport Unknown(string target, VectorPolicy policy)
    {
        var issues = new VectorIssueList(policy);
        issues.Add(VectorIssueKind.NotChecked, target, string.Empty, "a model version, or a deployment of one");
        return new VectorReport(issues.IsAccepted, issues.ToList(), string.Empty);
    }

    private Instant Now() => Instant.FromDateTimeOffset(timeProvider.GetUtcNow());

    /// <summary>The contract of what a text names; null where there is no such model version or deployment.</summary>
    private async ValueTask<VectorContract?> ContractAsync(string target, CancellationToken cancellationToken)
    {
        // The text of a model version's name is its only one, so that a known contract is found without parsing.
        if (_contracts.TryGet(target, out var known))
        {
            return known;
        }

        var name = await ModelVersionAsync(target, cancellationToken);
        if (name is null)
        {
            return null;
        }

        return _contracts.TryGet(name.Value, out known) ? known : await CompileAsync(name, cancellationToken);
    }

    private async ValueTask<ResourceName?> ModelVersionAsync(string target, CancellationToken cancellationToken)
    {
        if (target.Length == 0)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, "target", "is required");
        }

        ResourceName name;
        try
        {
            name = await names.ResolveAsync(target, "target", [NodeKind.ModelVersion, NodeKind.Deployment], cancellationToken);
        }
        catch (LineageException unknown) when (unknown.Kind == ErrorKind.NotFound)
        {
            return null;
        }

        if (name.Kind == NodeKind.ModelVersion)
        {
            return name;
        }

        var node = await nodes.FindAsync(name, cancellationToken);
        return node is { IsTombstone: false } ? ((Deployment)node.Content).ModelVersion : null;
    }

    /// <summary>Calls that come at once may each compile the same contract; all of them are equal, and one is kept.</summary>
    private async Task<VectorContract?> CompileAsync(ResourceName modelVersion, CancellationToken cancellationToken)
    {
        if (await lineage.FindAsync(modelVersion, cancellationToken) is not { } training)
        {
            return null;
        }

        var contract = VectorContract.Compile(training);
        _contracts.Add(contract);
        return contract;
    }
}
