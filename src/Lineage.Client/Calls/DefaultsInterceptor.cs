using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Lineage.Client.Calls;

/// <summary>Gives a call what the caller left out: the actor, a deadline (unary calls only), and a request id on every write.</summary>
internal sealed class DefaultsInterceptor(LineageClientOptions options) : Interceptor
{
    /// <summary>The request header that names the actor to the service.</summary>
    private const string ActorHeader = "lineage-actor";

    private const string RequestIdField = "request_id";

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(WithRequestId(request), WithDeadline(WithActor(context)));

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(WithRequestId(request), WithDeadline(WithActor(context)));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(WithRequestId(request), WithActor(context));

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(WithActor(context));

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation) =>
        continuation(WithActor(context));

    /// <summary>The request goes out as a copy: one that the caller sends twice is two writes, not a retry.</summary>
    private static TRequest WithRequestId<TRequest>(TRequest request)
        where TRequest : class
    {
        if (request is not IMessage message || message.Descriptor.FindFieldByName(RequestIdField) is not { FieldType: FieldType.String } field
            || ((string)field.Accessor.GetValue(message)).Length > 0 || request is not IDeepCloneable<TRequest> original)
        {
            return request;
        }

        var copy = original.Clone();
        field.Accessor.SetValue((IMessage)copy, Guid.NewGuid().ToString("N"));
        return copy;
    }

    private ClientInterceptorContext<TRequest, TResponse> WithDeadline<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class =>
        context.Options.Deadline is null && options.Deadline is { } deadline
            ? new(context.Method, context.Host, context.Options.WithDeadline((options.Clock.GetUtcNow() + deadline).UtcDateTime))
            : context;

    private ClientInterceptorContext<TRequest, TResponse> WithActor<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        if (options.Actor.Length == 0 || context.Options.Headers?.Get(ActorHeader) is not null)
        {
            return context;
        }

        var headers = new Metadata { { ActorHeader, options.Actor } };
        foreach (var entry in context.Options.Headers ?? [])
        {
            headers.Add(entry);
        }

        return new(context.Method, context.Host, context.Options.WithHeaders(headers));
    }
}
