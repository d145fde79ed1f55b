using Apache.Arrow;
using Lineage.Columnar.Reading;

namespace Lineage.Cli.Demo.Building;

/// <summary>Reads the sample of climate normals.</summary>
internal static class ClimateTable
{
    private const int YearsFromNormalsToFlights = 2001 - 2010;
    private static readonly string[] Columns = ["date", "pressure", "temperature", "wind"];

    /// <summary>Every hour, in the order of the file, moved into the year of the flights; neither year has a 29 February.</summary>
    /// <exception cref="TableFormatException">The file is no readable table, or lacks a column.</exception>
    /// <exception cref="CommandException">A column has another type than that of the sample.</exception>
    public static async Task<IReadOnlyList<ClimateNormal>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var normals = new List<ClimateNormal>();
        await using var source = await TableSource.OpenAsync(path, ct: cancellationToken);
        await foreach (var batch in source.ReadAsync(Columns, cancellationToken))
        {
            using (batch)
            {
                var hours = SampleColumns.Times(batch.Column(0), "date");
                var pressures = SampleColumns.Numbers<DoubleArray, double>(batch.Column(1), "pressure");
                var temperatures = SampleColumns.Numbers<DoubleArray, double>(batch.Column(2), "temperature");
                var winds = SampleColumns.Numbers<DoubleArray, double>(batch.Column(3), "wind");
                for (var i = 0; i < hours.Length; i++)
                {
                    normals.Add(new(hours[i].AddYears(YearsFromNormalsToFlights), pressures[i], temperatures[i], winds[i]));
                }
            }
        }

        return normals;
    }
}
