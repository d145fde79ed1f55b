using Google.Protobuf;
using Lineage.ArrowFlight;
using Lineage.Columnar.Fingerprinting;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Server.Mapping;

/// <summary>Tables over Arrow Flight, and what is answered.</summary>
internal static class FlightMapping
{
    private const string Unnamed = "flight";

    // Readers of JSON look for what is zero, too.
    private static readonly JsonFormatter Json = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>The options of a command; the defaults of everything else.</summary>
    /// <exception cref="LineageException">The command is no options.</exception>
    public static FingerprintRequest ToFingerprintRequest(this FlightDescriptor descriptor) => descriptor.Cmd.ToFingerprintRequest("flight_descriptor.cmd");

    /// <summary>What errors call the table: its path, where it has one.</summary>
    public static string ToTableName(this FlightDescriptor descriptor) =>
        string.Join('/', descriptor.Path) is { Length: > 0 } path ? Identifier.Printable(path) : Unnamed;

    public static PutResult ToPutResult(this TableFingerprint fingerprint) =>
        new() { AppMetadata = ByteString.CopyFromUtf8(Json.Format(DataFingerprint.From(fingerprint).ToWholeWire())) };
}
