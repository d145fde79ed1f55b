using Lineage.Cli.Output;
using Lineage.Client;

namespace Lineage.Cli.Demo.Steps;

/// <summary>Audits the training table as it is.</summary>
internal static class AuditStep
{
    public static async Task RunAsync(DemoContext context, V1.DatasetVersion dataset, CancellationToken cancellationToken)
    {
        context.Console.Step("Audit the training table: did every cell hold what was knowable then?");
        var request = new V1.AuditTableRequest { DatasetVersion = dataset.Name, KnowledgeRule = V1.KnowledgeRule.LabelTime, StoreCertificate = true };
        request.RequestId = DemoRequest.IdOf(request);
        var (report, certificate) = await context.Console.WatchAsync(
            "audit", p => context.Client.AuditTableAsync(request, p.Of((StageProgress s) => new Amount(s.Stage, s.Rows, null)), cancellationToken));
        AuditTables.Counts(context.Console, report);
        context.Console.Line("certificate", certificate);
        context.Console.Expect(
            report.Passed && certificate.Length > 0 && report.Counts.Correct == report.Rows * report.Features.Count,
            $"all {report.Counts.Correct:N0} cells of {report.Rows:N0} rows are correct, by event time and by knowledge time");
    }
}
