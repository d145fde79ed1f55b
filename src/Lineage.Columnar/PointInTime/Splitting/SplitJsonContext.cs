using System.Text.Json.Serialization;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>Writes and reads the lists of a record without reflection.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class SplitJsonContext : JsonSerializerContext;
