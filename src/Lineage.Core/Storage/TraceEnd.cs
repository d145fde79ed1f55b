namespace Lineage.Core.Storage;

/// <summary>The end of a trace.</summary>
/// <param name="Completeness">Whether everything reachable was reported.</param>
/// <param name="KnownUnreported">How many nodes were seen one step beyond what was reported; a lower bound of what is missing. 0 when complete.</param>
public sealed record TraceEnd(Completeness Completeness, int KnownUnreported) : TraceEvent;
