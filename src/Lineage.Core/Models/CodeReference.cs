namespace Lineage.Core.Models;

/// <summary>The code that was run.</summary>
/// <param name="Repository">Where the code is kept.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Dirty">Whether the work tree held changes that the commit does not.</param>
/// <param name="EntryPoint">The script or command.</param>
public sealed record CodeReference(string Repository, string Commit, bool Dirty = false, string EntryPoint = "");
