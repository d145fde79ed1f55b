using Apache.Arrow;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>Fingerprints of all four kinds, as one text.</summary>
internal static class Prints
{
    public static async Task<string> OfAsync(Schema schema, params ArrayData[][] batches)
    {
        await using var source = new MemoryTableSource(
            schema,
            [.. batches.Select(columns => new RecordBatch(schema, columns.Select(column => ArrowArrayFactory.BuildArray(column)), columns[0].Length))],
            "memory");
        return await OfAsync(source);
    }

    public static async Task<string> OfAsync(byte[] bytes, ReadLimits? limits = null)
    {
        await using var source = await TableSource.OpenAsync(new MemoryStream(bytes, writable: false), "bytes", limits, TestContext.Current.CancellationToken);
        return await OfAsync(source);
    }

    /// <summary>The fault of a table that cannot be read; any other exception passes.</summary>
    public static async Task<TableFormatException?> FaultAsync(byte[] bytes, ReadLimits? limits = null)
    {
        try
        {
            await OfAsync(bytes, limits);
            return null;
        }
        catch (TableFormatException e)
        {
            return e;
        }
    }

    private static async Task<string> OfAsync(ITableSource source)
    {
        var prints = new List<string>();
        foreach (var algorithm in Enum.GetValues<FingerprintAlgorithm>())
        {
            foreach (var order in Enum.GetValues<RowOrder>())
            {
                var options = new FingerprintOptions { Algorithm = algorithm, Order = order };
                prints.Add((await Fingerprinter.ComputeAsync(source, options, null, TestContext.Current.CancellationToken)).ToString());
            }
        }

        return string.Join(' ', prints);
    }
}
