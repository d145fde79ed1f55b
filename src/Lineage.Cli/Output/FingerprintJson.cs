using System.Text.Json.Nodes;
using Lineage.Cli.Commands;

namespace Lineage.Cli.Output;

/// <summary>What <c>lineage hash</c> found out, for machines.</summary>
internal static class FingerprintJson
{
    public static JsonObject Document(HashedTable table)
    {
        var document = new JsonObject
        {
            ["file"] = table.Title,
            ["files"] = table.Files,
            ["fingerprint"] = ProtoJson.Node(table.Fingerprint),
            ["rows"] = table.Fingerprint.Rows,
            ["bytes"] = table.Bytes,
            ["seconds"] = Math.Round(table.Elapsed.TotalSeconds, 6),
            ["rowsPerSecond"] = Math.Round(table.RowsPerSecond),
            ["bytesPerSecond"] = table.BytesPerSecond is { } rate ? Math.Round(rate) : null,
        };
        if (table.Profile is not null)
        {
            document["profile"] = ProtoJson.Node(table.Profile);
        }

        if (table.Incremental is { } incremental)
        {
            document["manifest"] = ManifestJson.Document(incremental);
        }

        return document;
    }
}
