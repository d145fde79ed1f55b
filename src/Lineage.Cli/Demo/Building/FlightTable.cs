using Apache.Arrow;
using Lineage.Columnar.Reading;

namespace Lineage.Cli.Demo.Building;

/// <summary>Reads the sample of flights.</summary>
internal static class FlightTable
{
    private static readonly string[] Columns = ["date", "delay", "distance", "origin", "destination"];

    /// <summary>Every flight, in the order of the file.</summary>
    /// <exception cref="TableFormatException">The file is no readable table, or lacks a column.</exception>
    /// <exception cref="CommandException">A column has another type than that of the sample.</exception>
    public static async Task<IReadOnlyList<Flight>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var flights = new List<Flight>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var source = await TableSource.OpenAsync(path, ct: cancellationToken);
        await foreach (var batch in source.ReadAsync(Columns, cancellationToken))
        {
            using (batch)
            {
                Append(batch, flights, names);
            }
        }

        return flights;
    }

    private static void Append(RecordBatch batch, List<Flight> flights, Dictionary<string, string> names)
    {
        var dates = SampleColumns.Times(batch.Column(0), "date");
        var delays = SampleColumns.Numbers<Int32Array, int>(batch.Column(1), "delay");
        var distances = SampleColumns.Numbers<Int32Array, int>(batch.Column(2), "distance");
        var origins = SampleColumns.Texts(batch.Column(3), "origin");
        var destinations = SampleColumns.Texts(batch.Column(4), "destination");
        for (var i = 0; i < batch.Length; i++)
        {
            flights.Add(new(dates[i], delays[i], distances[i], Shared(origins(i), names), Shared(destinations(i), names)));
        }
    }

    /// <summary>A few hundred airports stand in every row: one string for each is enough.</summary>
    private static string Shared(string name, Dictionary<string, string> names)
    {
        names.TryAdd(name, name);
        return names[name];
    }
}
