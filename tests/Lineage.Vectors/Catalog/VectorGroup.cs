using Lineage.Vectors.Tables;
using Lineage.Vectors.Writing;
using ParquetSharp;

namespace Lineage.Vectors.Catalog;

/// <summary>One table in several files, which must all have one fingerprint.</summary>
internal sealed class VectorGroup(string name, string about, VectorTable table)
{
    public const string Given = "given";
    public const string Reversed = "reversed";
    public const string Shuffled = "shuffled";
    private readonly List<Vector> _vectors = [];

    public IReadOnlyList<Vector> Vectors => _vectors;

    /// <summary>A Parquet file by Arrow C++.</summary>
    public VectorGroup ArrowCpp(
        string variant, string description, ArrowCppOptions? options = null, Func<VectorTable, VectorTable>? change = null, string rowOrder = Given) =>
        Add("ParquetSharp 25.0.1 (Arrow C++)", $"arrowcpp-{variant}.parquet", description, change, rowOrder, (path, written) =>
        {
            ArrowCppWriter.Write(path, written, options ?? new());
            return Task.CompletedTask;
        });

    /// <summary>A Parquet file by Arrow C++ below its Arrow layer.</summary>
    public VectorGroup ArrowCppColumns(string variant, string description, IReadOnlyDictionary<string, LogicalType>? texts = null) =>
        Add("ParquetSharp 25.0.1 (Arrow C++)", $"arrowcpp-{variant}.parquet", description, null, Given, (path, written) =>
        {
            ArrowCppColumnWriter.Write(path, written, texts ?? new Dictionary<string, LogicalType>());
            return Task.CompletedTask;
        });

    /// <summary>A Parquet file by Arrow C++, of one column of lists without nulls in an older form.</summary>
    public VectorGroup ArrowCppLists(string variant, string description, bool annotated) =>
        Add("ParquetSharp 25.0.1 (Arrow C++)", $"arrowcpp-{variant}.parquet", description, null, Given, (path, written) =>
        {
            LegacyListWriter.Write(path, written.Columns[0], annotated);
            return Task.CompletedTask;
        });

    /// <summary>A Parquet file by DuckDB.</summary>
    public VectorGroup DuckDb(
        string variant, string description, DuckDbOptions? options = null, Func<VectorTable, VectorTable>? change = null, string rowOrder = Given) =>
        Add("DuckDB 1.5.6", $"duckdb-{variant}.parquet", description, change, rowOrder, (path, written) =>
        {
            DuckDbWriter.Write(path, written, options ?? new());
            return Task.CompletedTask;
        });

    /// <summary>A Parquet file by Parquet.Net.</summary>
    public VectorGroup ParquetNet(
        string variant, string description, ParquetNetOptions? options = null, Func<VectorTable, VectorTable>? change = null, string rowOrder = Given) =>
        Add("Parquet.Net 6.1.0", $"parquetnet-{variant}.parquet", description, change, rowOrder, (path, written) => ParquetNetWriter.WriteAsync(path, written, options ?? new()));

    /// <summary>An Arrow file or stream by Apache.Arrow for C#.</summary>
    public VectorGroup Arrow(
        string variant, string description, ArrowIpcOptions? options = null, Func<VectorTable, VectorTable>? change = null, string rowOrder = Given) =>
        Add("Apache.Arrow 23.0.0 (C#)", $"arrow-{variant}.arrow", description, change, rowOrder, (path, written) => ArrowIpcWriter.WriteAsync(path, written, options ?? new()));

    private VectorGroup Add(
        string writer, string file, string description, Func<VectorTable, VectorTable>? change, string rowOrder, Func<string, VectorTable, Task> write)
    {
        var ordered = rowOrder switch { Given => table, Reversed => table.ReverseRows(), _ => table.ShuffleRows() };
        var written = change?.Invoke(ordered) ?? ordered;
        _vectors.Add(new($"{name}.{file}", writer, name, rowOrder, $"{about}: {description}", path => write(path, written)));
        return this;
    }
}
