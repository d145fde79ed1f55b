using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Vectors.Expectations;

/// <summary>The folder of the vectors and its <c>vectors.json</c>.</summary>
public static class VectorSet
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary><c>data-samples/vectors</c> of this source tree.</summary>
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../data-samples/vectors"));

    public static string IndexPath { get; } = Path.Combine(Folder, "vectors.json");

    public static string PathOf(string file) => Path.Combine(Folder, file);

    /// <summary>The committed entries, in their order.</summary>
    public static IReadOnlyList<VectorEntry> Load() => JsonSerializer.Deserialize<List<VectorEntry>>(File.ReadAllText(IndexPath), Options)!;

    /// <summary>What this build finds in a file.</summary>
    /// <exception cref="TableFormatException">The file cannot be read.</exception>
    public static async Task<VectorExpectation> ComputeAsync(string file, CancellationToken ct = default)
    {
        await using var source = await TableSource.OpenAsync(PathOf(file), null, ct);
        return await ComputeAsync(source, ct);
    }

    /// <summary>What this build finds in a table.</summary>
    public static async Task<VectorExpectation> ComputeAsync(ITableSource source, CancellationToken ct = default)
    {
        async Task<TableFingerprint> Of(FingerprintAlgorithm algorithm, RowOrder order) =>
            await Fingerprinter.ComputeAsync(source, new() { Algorithm = algorithm, Order = order }, null, ct);

        var fast = await Of(FingerprintAlgorithm.Fast, RowOrder.Multiset);
        return new()
        {
            Rows = fast.Rows,
            Fast = fast.ToString(),
            FastOrdered = (await Of(FingerprintAlgorithm.Fast, RowOrder.Ordered)).ToString(),
            Sha256 = (await Of(FingerprintAlgorithm.Sha256, RowOrder.Multiset)).ToString(),
            Sha256Ordered = (await Of(FingerprintAlgorithm.Sha256, RowOrder.Ordered)).ToString(),
            Columns = [.. fast.Columns.Select(column => new VectorColumnExpectation(column.Name, column.LogicalType, column.NullCount, column.Digest.ToString()))],
        };
    }

    /// <summary>The text of <c>vectors.json</c>: a line a value and a line a column, so that a difference shows what changed.</summary>
    public static string Format(IEnumerable<VectorEntry> entries)
    {
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Indented = true, NewLine = "\n", Encoder = Options.Encoder }))
        {
            json.WriteStartArray();
            foreach (var entry in entries)
            {
                Write(json, entry);
            }

            json.WriteEndArray();
        }

        return $"{System.Text.Encoding.UTF8.GetString(stream.ToArray())}\n";
    }

    private static void Write(Utf8JsonWriter json, VectorEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("file", entry.File);
        json.WriteString("writer", entry.Writer);
        json.WriteString("group", entry.Group);
        json.WriteString("rowOrder", entry.RowOrder);
        json.WriteString("description", entry.Description);
        json.WriteStartObject("expected");
        json.WriteNumber("rows", entry.Expected.Rows);
        json.WriteString("lf1", entry.Expected.Fast);
        json.WriteString("lf1-ordered", entry.Expected.FastOrdered);
        json.WriteString("lf1-sha256", entry.Expected.Sha256);
        json.WriteString("lf1-sha256-ordered", entry.Expected.Sha256Ordered);
        json.WriteStartArray("columns");
        foreach (var column in entry.Expected.Columns)
        {
            json.WriteRawValue($"\n        {JsonSerializer.Serialize(column, Options)}");
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
