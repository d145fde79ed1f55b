using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Lineage.Cli.Output;

namespace Lineage.Cli.Registering;

/// <summary>Messages that users write down as JSON.</summary>
internal static class ResourceFile
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false };

    /// <summary>A JSON object from a file, or from standard input where the file is <c>-</c>; an empty one where none is named.</summary>
    /// <exception cref="CommandException">It is no JSON object.</exception>
    public static async Task<JsonObject> ReadAsync(Terminal terminal, string? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(await TextAsync(terminal, file, cancellationToken), documentOptions: Lenient) as JsonObject
                ?? throw new CommandException($"--from {file}: is no JSON object");
        }
        catch (JsonException wrong)
        {
            throw new CommandException($"--from {file}: {Words.Mistake(wrong)}");
        }
    }

    /// <summary>The text of a file, or of standard input where the file is <c>-</c>.</summary>
    public static async Task<string> TextAsync(Terminal terminal, string file, CancellationToken cancellationToken)
    {
        if (file != "-")
        {
            return await File.ReadAllTextAsync(terminal.PathOf(file), cancellationToken);
        }

        // A read of the console cannot be cancelled; it is left behind.
        return await Task.Run(terminal.In.ReadToEnd, CancellationToken.None).WaitAsync(cancellationToken);
    }

    /// <summary>The message that a JSON object says.</summary>
    /// <exception cref="CommandException">A field is unknown or has another type; the message says which.</exception>
    public static IMessage Parse(JsonNode json, IMessage example, string? file)
    {
        try
        {
            return JsonParser.Default.Parse(json.ToJsonString(), example.Descriptor);
        }
        catch (InvalidProtocolBufferException wrong)
        {
            throw new CommandException($"{(file is null ? "the command line" : $"--from {file}")}: is no {example.Descriptor.Name}: {wrong.Message}");
        }
    }

    /// <summary>The message that a JSON object says.</summary>
    /// <exception cref="CommandException">A field is unknown or has another type; the message says which.</exception>
    public static T Parse<T>(JsonNode json, string? file)
        where T : IMessage<T>, new() => (T)Parse(json, new T(), file);
}
