namespace Lineage.Vectors.Writing;

/// <summary>How DuckDB writes a file.</summary>
internal sealed record DuckDbOptions
{
    /// <summary>Options of COPY after the format.</summary>
    public string Copy { get; init; } = "COMPRESSION snappy";

    /// <summary>The SQL types of columns that are not to have the usual one.</summary>
    public IReadOnlyDictionary<string, string> Types { get; init; } = new Dictionary<string, string>();
}
