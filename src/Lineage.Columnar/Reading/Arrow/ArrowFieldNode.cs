using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Arrow;

/// <summary>
/// A field as the messages lay it out: its physical type, the dictionary its indices point into with the node of that dictionary's values, and its
/// children.
/// </summary>
internal sealed record ArrowFieldNode(IArrowType Type, long? DictionaryId, ArrowFieldNode? Values, ArrowFieldNode[] Children);
