namespace Lineage.Core.Storage;

/// <summary>An element of a trace: levels, then one end.</summary>
public abstract record TraceEvent;
