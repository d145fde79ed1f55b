// Makes data-samples/vectors. `write` writes the files and vectors.json; `expect` computes vectors.json anew from the files that are there. Where CI is set nothing is
// ever written: `write` is refused, and `expect` fails when an expectation differs.
using System.Globalization;
using Lineage.Vectors.Expectations;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var isCi = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));
switch (args)
{
    case ["write"] when isCi:
        await Console.Error.WriteLineAsync("The vectors are not written in CI.");
        return 1;
    case ["write"]:
        await Generator.WriteAsync(Console.Out);
        return 0;
    case ["expect"]:
        return await Generator.ExpectAsync(update: !isCi, Console.Out) > 0 && isCi ? 1 : 0;
    default:
        await Console.Error.WriteLineAsync("Usage: dotnet run --project tests/Lineage.Vectors -- (write | expect)");
        return 2;
}
