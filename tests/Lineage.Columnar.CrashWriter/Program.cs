// Writes one table after the other to a path without end, and says which are done; or stops in the middle of one, says so, and waits to be killed. Arguments: the
// path, the format, the first number, and "midway" for the second.
using System.Globalization;
using Lineage.Columnar.CrashWriter;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Writing;

var format = Enum.Parse<TableFormat>(args[1]);
var number = int.Parse(args[2], CultureInfo.InvariantCulture);
var stopsMidway = args.Length > 3;
await using var output = new StreamWriter(Console.OpenStandardOutput());
for (; ; number++)
{
    var table = new NumberedTable(number, stopsMidway ? StopAsync : null);
    await TableWriter.WriteAsync(table, args[0], format, new WriteOptions { RowGroupRows = NumberedTable.BatchRows });
    await SayAsync(number.ToString(CultureInfo.InvariantCulture));
}

async Task StopAsync(int batch)
{
    if (batch == NumberedTable.Batches - 1)
    {
        await SayAsync("midway");
        await Console.In.ReadToEndAsync();
    }
}

// The full stop tells a whole line from one that the kill cut.
async Task SayAsync(string word)
{
    await output.WriteAsync($"{word}.\n");
    await output.FlushAsync();
}
