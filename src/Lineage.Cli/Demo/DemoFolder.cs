using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo;

/// <summary>Where the demo works: the store, and the tables beside it.</summary>
internal sealed class DemoFolder
{
    private const string Tables = "demo";
    private readonly string _path;

    /// <param name="workingFolder">Where the command was called.</param>
    /// <param name="path">The folder, absolute or below that; made where it does not exist.</param>
    public DemoFolder(string workingFolder, string path)
    {
        _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, workingFolder));
        var isBelow = !Path.GetRelativePath(workingFolder, _path).StartsWith("..", StringComparison.Ordinal) && _path != workingFolder;
        DataRoot = isBelow ? workingFolder : Path.GetDirectoryName(_path) ?? _path;
        IsElsewhere = !isBelow;
    }

    /// <summary>
    /// The folder that data is read below, and that registered paths are relative to: the working folder where it can be, for there the other commands look for data, so that
    /// what the demo registers can be read afterwards too.
    /// </summary>
    public string DataRoot { get; }

    /// <summary>Whether the folder does not lie below the one where the command was called.</summary>
    public bool IsElsewhere { get; }

    /// <summary>The store's file.</summary>
    public string StorePath => Path.Combine(_path, "lineage.db");

    /// <summary>The folder of the tables.</summary>
    public string TablesPath => Path.Combine(_path, Tables);

    /// <summary>The path of a table on this machine.</summary>
    public string PathOf(string file) => Path.Combine(TablesPath, file);

    /// <summary>The path of a table below <see cref="DataRoot"/>, as it is registered.</summary>
    public string UriOf(string file) => BelowRoot(PathOf(file));

    /// <summary>A path below <see cref="DataRoot"/>, relative to it.</summary>
    public string BelowRoot(string path) => Path.GetRelativePath(DataRoot, path).Replace('\\', '/');

    /// <summary>The folder with the samples: the one given, or the one that came with the command.</summary>
    /// <exception cref="CommandException">A sample is not there.</exception>
    public static string Samples(string? given)
    {
        var samples = given ?? Path.Combine(AppContext.BaseDirectory, "data-samples", "flights");
        return File.Exists(Path.Combine(samples, DemoFiles.Flights)) && File.Exists(Path.Combine(samples, DemoFiles.Normals))
            ? samples
            : throw new CommandException($"'{samples}' does not hold {DemoFiles.Flights} and {DemoFiles.Normals}: name their folder with --data");
    }
}
