namespace Lineage.Core.Storage;

/// <summary>Identifies a request across its retries.</summary>
/// <param name="RequestId">The caller's id, unique for ever within the store; at most 512 characters.</param>
/// <param name="RequestDigest">A digest of the request's arguments, so that a reused id with other arguments is found out.</param>
public readonly record struct IdempotencyKey(string RequestId, string RequestDigest);
