using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Governance;

/// <summary>Reads and verifies the audit log.</summary>
public sealed class AuditLog(IAuditStore store)
{
    private const int VerifyPageSize = 1_000;

    /// <summary>One page of entries.</summary>
    /// <exception cref="LineageException">An argument is wrong.</exception>
    public async Task<(IReadOnlyList<AuditEntry> Entries, string NextPageToken)> ListAsync(
        string resource, string actor, string action, bool descending, int pageSize, string pageToken, CancellationToken cancellationToken)
    {
        if (pageSize < 0)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, "page_size", "must not be negative");
        }

        string[] arguments = ["audit", resource, actor, action, descending ? "1" : "0"];
        var after = PageToken.Read(pageToken, arguments);
        var page = await store.ReadAuditAsync(
            new AuditQuery
            {
                Within = resource.Length == 0 ? null : ResourceName.Parse(resource, "resource"),
                Actor = actor.Length == 0 ? null : actor,
                Action = action.Length == 0 ? null : action,
                Descending = descending,
                PageSize = pageSize == 0 ? ResourceRegistry.DefaultPageSize : Math.Min(pageSize, ResourceRegistry.MaxPageSize),
                After = after is null ? null : long.Parse(after, System.Globalization.CultureInfo.InvariantCulture),
            },
            cancellationToken);
        return (page.Entries, PageToken.Write(page.Next?.ToString(System.Globalization.CultureInfo.InvariantCulture), arguments));
    }

    /// <summary>Recomputes the hash chain from the first entry to the last.</summary>
    /// <param name="knownSequence">A sequence number noted earlier, whose hash must still be <paramref name="knownHash"/>; 0 for none.</param>
    /// <param name="knownHash">The hash noted earlier.</param>
    public async Task<AuditVerification> VerifyAsync(long knownSequence, string knownHash, CancellationToken cancellationToken)
    {
        var hash = AuditChain.Genesis;
        var sequence = 0L;
        for (long? after = 0; after is not null;)
        {
            var page = await store.ReadAuditAsync(new AuditQuery { PageSize = VerifyPageSize, After = after }, cancellationToken);
            foreach (var entry in page.Entries)
            {
                sequence++;
                hash = AuditChain.Hash(hash, sequence, entry.Time, entry.Record);
                if (entry.Sequence != sequence || entry.Hash != hash || (sequence == knownSequence && !Matches(hash, knownHash)))
                {
                    return new AuditVerification(Intact: false, sequence - 1, hash, sequence);
                }
            }

            after = page.Next;
        }

        // A log that is shorter than it was has lost its end, which no hash inside it can show.
        var isShort = knownSequence > sequence;
        return new AuditVerification(!isShort, sequence, hash, isShort ? sequence + 1 : 0);
    }

    private static bool Matches(string hash, string known) => string.Equals(hash, known, StringComparison.OrdinalIgnoreCase);
}
