using Lineage.Core.Graph;

namespace Lineage.Storage.Sqlite.Graph;

/// <summary>How a search came to a node.</summary>
/// <param name="Previous">The node before; null at the beginning.</param>
/// <param name="From">The edge's dependent end.</param>
/// <param name="Kind">The edge's kind.</param>
/// <param name="To">The edge's other end.</param>
/// <param name="CreateTime">When the edge began to hold, which tells it from earlier ones between the same ends.</param>
internal readonly record struct PathStep(long? Previous, long From, EdgeKind Kind, long To, long CreateTime);
