using Google.Protobuf.WellKnownTypes;
using Lineage.Cli.Demo.Building;
using Lineage.Client;

namespace Lineage.Cli.Demo;

/// <summary>What every step of the demo works with.</summary>
/// <param name="Client">The service.</param>
/// <param name="Console">What is printed.</param>
/// <param name="Folder">The files.</param>
/// <param name="Data">What was computed from the samples.</param>
internal sealed record DemoContext(LineageClient Client, DemoConsole Console, DemoFolder Folder, DemoData Data)
{
    /// <summary>The project of everything that the demo registers.</summary>
    public const string Project = "projects/default";

    /// <summary>Who registers it.</summary>
    public const string Author = "lineage demo";

    /// <summary>Fingerprint and profile of one of the tables, computed in this process.</summary>
    public Task<V1.TableDescription> DescribeAsync(string file, CancellationToken cancellationToken) =>
        LineageClient.FingerprintFileAsync(Folder.PathOf(file), cancellationToken: cancellationToken);

    /// <summary>Some columns of a table as features, in the order asked for.</summary>
    public static IEnumerable<V1.Feature> Features(V1.TableDescription table, IEnumerable<(string Name, string Meaning)> columns)
    {
        var byName = table.Fingerprint.Columns.ToDictionary(c => c.Name);
        return columns.Select(c => new V1.Feature
        {
            Name = c.Name,
            LogicalType = byName[c.Name].LogicalType,
            Nullable = byName[c.Name].Nullable,
            Description = c.Meaning,
        });
    }

    /// <summary>
    /// A time of the samples on the wire. They are times of the clock of one airport; like every time without a zone, the service reads them as if they were UTC.
    /// </summary>
    public static Timestamp Time(DateTime local) => Timestamp.FromDateTime(DateTime.SpecifyKind(local, DateTimeKind.Utc));
}
