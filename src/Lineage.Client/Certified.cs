namespace Lineage.Client;

/// <summary>A report and the certificate that keeps it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Certificate">The certificate's name; empty where none was stored.</param>
public sealed record Certified<TReport>(TReport Report, string Certificate);
