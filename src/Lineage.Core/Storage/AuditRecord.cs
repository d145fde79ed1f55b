using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>What a use case asks to be written into the audit log.</summary>
/// <param name="Actor">Who asked.</param>
/// <param name="Action">What was asked, as the RPC's name.</param>
/// <param name="Resource">About what.</param>
/// <param name="RequestId">The request's id; empty when none was given.</param>
/// <param name="Detail">What changed, for people; may be empty.</param>
public sealed record AuditRecord(string Actor, string Action, ResourceName Resource, string RequestId, string Detail);
