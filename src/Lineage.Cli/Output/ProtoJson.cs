using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Lineage.Cli.Output;

/// <summary>Messages in the JSON form of protocol buffers. Fields with their default value are written too, so that scripts need not know the defaults.</summary>
internal static class ProtoJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line.</summary>
    public static string Line(IMessage message) => Formatter.Format(message);

    /// <summary>One line.</summary>
    public static string Line(JsonNode node) => node.ToJsonString(Readable);

    /// <summary>As an object that more can be added to.</summary>
    public static JsonNode Node(IMessage message) => JsonNode.Parse(Formatter.Format(message))!;
}
