using Apache.Arrow;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>A schema with the layout of its messages.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Nodes">One for each column.</param>
/// <param name="Dictionaries">The nodes of the values of every dictionary, by id.</param>
/// <param name="IsBigEndian">Whether the numbers in the bodies are; those of the metadata never are.</param>
internal sealed record ArrowSchema(Schema Schema, ArrowFieldNode[] Nodes, IReadOnlyDictionary<long, ArrowFieldNode> Dictionaries, bool IsBigEndian);
