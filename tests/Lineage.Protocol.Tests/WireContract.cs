using System.Globalization;
using System.Reflection;
using Google.Protobuf.Reflection;

namespace Lineage.Protocol.Tests;

/// <summary>What clients in the field rely on, one line a fact: every message's fields with numbers and types, every enum's values, every call.</summary>
internal static class WireContract
{
    private static readonly IReadOnlyList<FileDescriptor> All =
    [
        .. typeof(V1.Project).Assembly.GetTypes()
            .Where(t => t.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(t => t.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>()
            .Where(f => f.Package is "lineage.v1" or "arrow.flight.protocol")
            .OrderBy(f => f.Name, StringComparer.Ordinal),
    ];

    /// <summary>The descriptors of <c>lineage/v1</c>: those whose habits are ours.</summary>
    public static IReadOnlyList<FileDescriptor> Files { get; } = [.. All.Where(f => f.Package == "lineage.v1")];

    /// <summary>Every fact, in order.</summary>
    public static IReadOnlyList<string> Facts() =>
        [.. All.SelectMany(f => f.MessageTypes.SelectMany(OfMessage).Concat(f.EnumTypes.SelectMany(OfEnum)).Concat(f.Services.SelectMany(OfService))).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> OfMessage(MessageDescriptor message) =>
        message.Fields.InFieldNumberOrder().Select(f => string.Create(CultureInfo.InvariantCulture, $"{message.FullName} {f.FieldNumber} {f.Name} {TypeOf(f)}"))
            .Concat(message.NestedTypes.Where(n => !(n.GetOptions()?.MapEntry ?? false)).SelectMany(OfMessage))
            .Concat(message.EnumTypes.SelectMany(OfEnum));

    private static IEnumerable<string> OfEnum(EnumDescriptor type) =>
        type.Values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{type.FullName} {v.Number} {v.Name}"));

    private static IEnumerable<string> OfService(ServiceDescriptor service) =>
        service.Methods.Select(m => $"{service.FullName} {m.Name} {Stream(m.IsClientStreaming)}{m.InputType.FullName} -> {Stream(m.IsServerStreaming)}{m.OutputType.FullName}");

    private static string Stream(bool streaming) => streaming ? "stream " : string.Empty;

    private static string TypeOf(FieldDescriptor field) => field switch
    {
        { IsMap: true } => $"map<{TypeOf(field.MessageType.FindFieldByNumber(1))}, {TypeOf(field.MessageType.FindFieldByNumber(2))}>",
        { IsRepeated: true } => $"repeated {NameOf(field)}",
        { RealContainingOneof: { } oneof } => $"oneof {oneof.Name} {NameOf(field)}",
        { HasPresence: true, FieldType: not FieldType.Message } => $"optional {NameOf(field)}",
        _ => NameOf(field),
    };

    private static string NameOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        _ => field.FieldType.ToString().ToLowerInvariant(),
    };
}
