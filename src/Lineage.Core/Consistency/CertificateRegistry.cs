using System.Globalization;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Core.Consistency;

/// <summary>Stores the results of audits and checks beside what they are about.</summary>
public sealed class CertificateRegistry(Committer committer, TimeProvider timeProvider)
{
    /// <summary>The certificate that an earlier call of the same request stored; null where there is none.</summary>
    /// <exception cref="Errors.LineageException">The request id was used before with other arguments.</exception>
    public async Task<Node?> FindEarlierAsync(RequestContext context, CancellationToken cancellationToken) =>
        (await committer.FindEarlierAsync(context, cancellationToken))?.Nodes[0];

    /// <summary>Stores a certificate in a project, with a <see cref="EdgeKind.VerifiedBy"/> edge from each of its subjects.</summary>
    /// <exception cref="Errors.LineageException">The project or a subject does not live.</exception>
    public Task<Node> StoreAsync(RequestContext context, ResourceName project, Certificate certificate, CancellationToken cancellationToken) =>
        StoreAsync(context, project, _ => Task.FromResult(certificate), cancellationToken);

    /// <summary>Stores the certificate of an examination, which is made only where no earlier request of the same id has its certificate already.</summary>
    /// <exception cref="Errors.LineageException">As the examination throws; or the project or a subject does not live.</exception>
    public async Task<Node> StoreAsync(
        RequestContext context, ResourceName project, Func<CancellationToken, Task<Certificate>> examine, CancellationToken cancellationToken)
    {
        var result = await committer.CommitAsync(context, async token => Decide(project, await examine(token)), cancellationToken);
        return result.Nodes[0];
    }

    private Decision Decide(ResourceName project, Certificate certificate)
    {
        var now = timeProvider.GetUtcNow();
        var id = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd'T'HHmmss}-{Guid.CreateVersion7(now).ToString("N")[16..]}");
        var name = project.Child(NodeKind.Certificate, id, "certificate");
        return new Decision(name, new ChangeSet
        {
            Nodes = [NodeWrite.Create(name, certificate)],
            Required = [project],
            OpenedEdges = [.. certificate.Subjects.Select(s => new EdgeOpening(s, EdgeKind.VerifiedBy, name))],
        })
        {
            Detail = $"{EnumText.Of(certificate.CertificateKind)}: {EnumText.Of(certificate.Verdict)}, {certificate.Summary}",
        };
    }
}
