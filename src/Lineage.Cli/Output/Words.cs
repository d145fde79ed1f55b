using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Enum = System.Enum;

namespace Lineage.Cli.Output;

/// <summary>Values of the protocol as people read them.</summary>
internal static class Words
{
    private const string DefaultProject = "projects/default/";

    /// <summary>An enum value by the protocol's name, such as <c>DERIVED_FROM</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        typeof(T).GetField(value.ToString())?.GetCustomAttribute<OriginalNameAttribute>()?.Name ?? value.ToString();

    /// <summary>A kind in words, such as <c>feature set version</c>.</summary>
    public static string Kind(V1.NodeKind kind) => Of(kind).Replace('_', ' ').ToLowerInvariant();

    /// <summary>A status code by its canonical name, such as <c>NOT_FOUND</c>.</summary>
    public static string Code(StatusCode code) =>
        string.Concat(code.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));

    /// <summary>An instant in UTC, with as many digits as it needs.</summary>
    public static string Time(Timestamp? time) => time is null ? string.Empty : JsonText(time);

    /// <summary>How long something takes, in its two greatest units.</summary>
    public static string Length(Duration duration)
    {
        var seconds = Math.Abs(duration.Seconds);
        (long Size, string Unit)[] units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")];
        var greatest = Array.FindIndex(units, u => seconds >= u.Size);
        if (greatest < 0)
        {
            return JsonText(duration);
        }

        var parts = units[greatest..Math.Min(greatest + 2, units.Length)].Select((u, i) => (Count: i == 0 ? seconds / u.Size : seconds % units[greatest].Size / u.Size, u.Unit));
        return (duration.Seconds < 0 ? "-" : string.Empty) + string.Join(' ', parts.Where(p => p.Count > 0).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Count} {p.Unit}")));
    }

    /// <summary>A count with thousands apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things, such as <c>1 row</c> and <c>2 rows</c>.</summary>
    public static string Count(long count, string thing) => $"{Count(count)} {thing}{(count == 1 ? string.Empty : "s")}";

    /// <summary>A resource name without the project that is meant where none is named.</summary>
    public static string Short(string name) => Safe(name.StartsWith(DefaultProject, StringComparison.Ordinal) ? name[DefaultProject.Length..] : name);

    /// <summary>A text from elsewhere, which must not control the terminal.</summary>
    public static string Safe(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;

    /// <summary>What is wrong with a JSON text, and in which line.</summary>
    public static string Mistake(JsonException wrong)
    {
        var end = ((string[])[" Path: ", " LineNumber: "]).Select(tail => wrong.Message.IndexOf(tail, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(wrong.Message.Length).Min();
        return wrong.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line + 1}: {wrong.Message[..end]}") : wrong.Message[..end];
    }

    private static string JsonText(Google.Protobuf.IMessage message) => Google.Protobuf.JsonFormatter.Default.Format(message).Trim('"');
}
