// Commits without end, and says which commits were acknowledged; the test that started it kills it. Arguments: the database, the first number, how many writers.
using System.Globalization;
using Lineage.Storage.Sqlite;
using Lineage.Storage.Sqlite.CrashWriter;

var next = int.Parse(args[1], CultureInfo.InvariantCulture) - 1;
var writers = int.Parse(args[2], CultureInfo.InvariantCulture);
await using var store = new SqliteLineageStore(args[0], TimeProvider.System);
await store.InitializeAsync(CancellationToken.None);
await using var output = new StreamWriter(Console.OpenStandardOutput());
var gate = new Lock();
await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(async () =>
{
    while (true)
    {
        var number = Interlocked.Increment(ref next);
        await store.CommitAsync(NumberedCommit.Of(number), CancellationToken.None);
        lock (gate)
        {
            // The full stop tells a whole line from one that the kill cut.
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{number}.\n"));
            output.Flush();
        }
    }
})));
