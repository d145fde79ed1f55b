using System.Text.Json.Serialization;

namespace Lineage.Storage.Sqlite.Connections;

[JsonSerializable(typeof(IReadOnlyCollection<long>))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class ParameterJsonContext : JsonSerializerContext;
