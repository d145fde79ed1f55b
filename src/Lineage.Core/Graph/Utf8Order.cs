namespace Lineage.Core.Graph;

/// <summary>
/// The order of names in every listing and trace: that of their UTF-8 bytes, which is SQLite's BINARY order and Neo4j's.
/// .NET's ordinal order is that of UTF-16 units and differs beyond the basic plane.
/// </summary>
public static class Utf8Order
{
    /// <summary>Compares two texts by their UTF-8 bytes (equivalently, by code point).</summary>
    public static int Compare(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        for (var i = 0; i < length; i++)
        {
            char a = left[i], b = right[i];
            if (a != b)
            {
                // A surrogate belongs to a code point above U+FFFF, so it sorts after every other unit.
                return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
            }
        }

        return left.Length.CompareTo(right.Length);
    }
}
