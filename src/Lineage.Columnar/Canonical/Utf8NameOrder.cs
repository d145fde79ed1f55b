using System.Text;

namespace Lineage.Columnar.Canonical;

/// <summary>Names by their UTF-8 bytes, the one order that every language can make (UTF-16 order differs beyond the basic plane).</summary>
internal sealed class Utf8NameOrder : IComparer<string>
{
    public static Utf8NameOrder Instance { get; } = new();

    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
