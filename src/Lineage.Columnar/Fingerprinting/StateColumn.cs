using System.Security.Cryptography;
using System.Text;
using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>A column of a fingerprint in the making.</summary>
internal sealed class StateColumn
{
    private readonly byte[] _text;

    public StateColumn(string name, string logicalType, bool nullable)
    {
        Name = name;
        LogicalType = logicalType;
        Nullable = nullable;
        _text = [.. TextOf(name), .. TextOf(logicalType)];
        Cells = new(CellKey.Of(_text));
    }

    public static StateColumn Of(Field field) => new(field.Name, Canonical.LogicalType.Of(field), field.IsNullable);

    public string Name { get; }

    public string LogicalType { get; }

    public bool Nullable { get; private set; }

    /// <summary>The lengths and UTF-8 of name and logical type: what the schema digest and the column's key are of.</summary>
    public ReadOnlySpan<byte> Text => _text;

    public ColumnAccumulator Cells { get; }

    public long Nulls { get; set; }

    public bool IsLike(StateColumn other) => Text.SequenceEqual(other.Text);

    public void Add(StateColumn other)
    {
        Cells.Sum.Add(other.Cells.Sum);
        Nulls += other.Nulls;
        Nullable |= other.Nullable;
    }

    /// <exception cref="InvalidOperationException">So many rows cannot be left, whereupon nothing has changed.</exception>
    public void RequirePart(StateColumn other, long rest) => NotAPart.ThrowIf(
        other.Nulls > Nulls || Nulls - other.Nulls > rest || other.Cells.Sum.A > Cells.Sum.A || !PairSum.CanBe(Cells.Sum.A - other.Cells.Sum.A, rest));

    /// <summary>Takes away what <see cref="RequirePart"/> allowed.</summary>
    public void Subtract(StateColumn other)
    {
        Cells.Sum.Subtract(other.Cells.Sum);
        Nulls -= other.Nulls;
    }

    public ColumnFingerprint Finish(long rows)
    {
        Span<byte> sum = stackalloc byte[ColumnSum.Size];
        Cells.Sum.Write(sum);
        var digest = SHA256.HashData([.. _text, .. BitConverter.GetBytes(rows), .. sum]);
        return new(Name, LogicalType, Nullable, Nulls, Digest.FromBytes(digest.AsSpan(0, Digest.FastLength)));
    }

    private static byte[] TextOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return [.. BitConverter.GetBytes(bytes.Length), .. bytes];
    }
}
