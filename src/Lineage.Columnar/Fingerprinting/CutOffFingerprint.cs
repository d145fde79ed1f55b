namespace Lineage.Columnar.Fingerprinting;

/// <summary>The fingerprint of the rows that were visible at a cut-off: that of a table of just these rows, without column digests. It stays as it is when later rows come; if it changes, history was rewritten.</summary>
/// <param name="CutOff">The cut-off.</param>
/// <param name="Fingerprint">Of the visible rows.</param>
public sealed record CutOffFingerprint(CutOff CutOff, TableFingerprint Fingerprint);
