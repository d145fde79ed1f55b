using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Lineage.Core.Errors;
using Lineage.Core.Governance;

namespace Lineage.Server.Mapping;

/// <summary>Who asks for what, from a call.</summary>
internal static class RequestContextMapping
{
    /// <summary>The request header that names the actor. It is trusted as given: the service does not authenticate yet.</summary>
    public const string ActorHeader = "lineage-actor";

    private const int MaxLength = 128;

    /// <summary>The context of a write; the digest is that of the whole request, written deterministically.</summary>
    public static RequestContext ToRequestContext(this ServerCallContext call, IMessage request, string requestId)
    {
        if (requestId.Length > MaxLength)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, "request_id", $"has {requestId.Length} characters; at most {MaxLength} are allowed");
        }

        var actor = call.RequestHeaders.GetValue(ActorHeader) is { Length: > 0 and <= MaxLength } given ? given : "anonymous";
        var action = call.Method[(call.Method.LastIndexOf('/') + 1)..];
        return new RequestContext(actor, action, requestId, requestId.Length == 0 ? string.Empty : DigestOf(request));
    }

    private static string DigestOf(IMessage request)
    {
        using var buffer = new MemoryStream();
        using (var output = new CodedOutputStream(buffer, leaveOpen: true) { Deterministic = true })
        {
            request.WriteTo(output);
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }
}
