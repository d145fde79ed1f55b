using Lineage.Cli.Output;
using Lineage.Client;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Checks what the splits share.</summary>
internal static class SplitStep
{
    public static async Task RunAsync(DemoContext context, V1.DatasetVersion dataset, CancellationToken cancellationToken)
    {
        context.Console.Step("Check the splits for overlap");
        var request = new V1.CheckSplitsRequest { DatasetVersion = dataset.Name, StoreCertificate = true };
        request.RequestId = DemoRequest.IdOf(request);
        var (report, certificate) = await context.Console.WatchAsync(
            "check the splits", p => context.Client.CheckSplitsAsync(request, p.Of((StageProgress s) => new Amount(s.Stage, s.Rows, null)), cancellationToken));
        foreach (var overlap in report.Overlaps)
        {
            var times = overlap.OverlapFrom is null ? "no common time" : "times overlap";
            context.Console.Line($"{overlap.First} and {overlap.Second}: {times}, {overlap.DuplicateRows} rows in both, {overlap.SharedEntities} airports in both");
        }

        var stored = await context.Client.Lineage.GetCertificateAsync(new() { Name = certificate }, cancellationToken: cancellationToken);
        context.Console.Line("certificate", certificate);
        context.Console.Line("verdict", $"{Words.Of(stored.Verdict)}: the same airports in every split are worth a look, and meant here");
        context.Console.Expect(
            report.Overlaps.Count == 3 && report.Overlaps.All(o => o.OverlapFrom is null && o.DuplicateRows == 0) && stored.Verdict == V1.CertificateVerdict.PassedWithWarnings,
            $"no row and no time is in two splits");
    }
}
