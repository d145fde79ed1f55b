namespace Lineage.Columnar.Tests.Fuzzing;

/// <summary>A variable-length number in a compact Thrift structure: a field, an element, or the length of a text or list.</summary>
/// <param name="Path">The field ids on the way to it, with dots.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">How many bytes it takes.</param>
/// <param name="Value">As it is written; signed numbers after their zigzag.</param>
internal readonly record struct ThriftNumber(string Path, int Start, int Length, ulong Value)
{
    public long Signed => (long)(Value >> 1) ^ -(long)(Value & 1);
}
