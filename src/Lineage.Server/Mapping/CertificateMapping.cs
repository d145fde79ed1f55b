using Lineage.Core.Consistency;
using Lineage.Core.Graph;

namespace Lineage.Server.Mapping;

/// <summary>Certificates.</summary>
internal static class CertificateMapping
{
    public static V1.Certificate ToCertificate(this Node node)
    {
        var content = (Certificate)node.Content;
        var certificate = new V1.Certificate
        {
            Name = node.Name.Value,
            CreateTime = node.CreateTime.ToWire(),
            Kind = content.CertificateKind.To<CertificateKind, V1.CertificateKind>(),
            Verdict = content.Verdict.To<CertificateVerdict, V1.CertificateVerdict>(),
            Summary = content.Summary,
            Subjects = { content.Subjects.Select(n => n.Value) },
            Report = content.Report.ToStruct(),
        };
        certificate.Fingerprints.AddAll(content.Fingerprints);
        return certificate;
    }
}
