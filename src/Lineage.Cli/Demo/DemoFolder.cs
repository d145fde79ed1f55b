using Lineage.Cli.Demo.Building;

namespace Lineage.Cli.Demo;

/// <summary>Where the demo works: the store, and the tables beside it.</summary>
/// <param name="path">The folder; made where it does not exist.</param>
internal sealed class DemoFolder(string path)
{
    private const string Tables = "demo";
    private readonly string _full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>The store's file.</summary>
    public string StorePath => Path.Combine(_full, "lineage.db");

    /// <summary>The folder of the tables.</summary>
    public string TablesPath => Path.Combine(_full, Tables);

    /// <summary>
    /// The folder that data is read below, and that <see cref="UriOf"/> is relative to. For <c>.lineage</c> it is the working directory, which is where <c>lineage serve</c>
    /// reads data by default, so that what the demo registers can be read afterwards too.
    /// </summary>
    public string DataRoot => Path.GetDirectoryName(_full) ?? _full;

    /// <summary>The path of a table on this machine.</summary>
    public string PathOf(string file) => Path.Combine(TablesPath, file);

    /// <summary>The path of a table below <see cref="DataRoot"/>, as it is registered.</summary>
    public string UriOf(string file) => string.Join('/', Path.GetRelativePath(DataRoot, _full), Tables, file).Replace('\\', '/');

    /// <summary>The folder with the samples: the one given, or the one that came with the command.</summary>
    /// <exception cref="DirectoryNotFoundException">A sample is not there.</exception>
    public static string Samples(string? given)
    {
        var samples = given ?? Path.Combine(AppContext.BaseDirectory, "data-samples", "flights");
        return File.Exists(Path.Combine(samples, DemoFiles.Flights)) && File.Exists(Path.Combine(samples, DemoFiles.Normals))
            ? samples
            : throw new DirectoryNotFoundException($"'{samples}' does not hold {DemoFiles.Flights} and {DemoFiles.Normals}; name their folder with --data.");
    }
}
