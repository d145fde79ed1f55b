using System.Buffers.Binary;

namespace Lineage.Columnar.Kernels;

/// <summary>
/// The sums over the cells of one column: of a exactly, so that no number of repetitions cancels, of b modulo 2^64.
/// </summary>
internal record struct ColumnSum(UInt128 A, ulong B)
{
    /// <summary>Bytes of the written form.</summary>
    public const int Size = 24;

    public void Add(ColumnSum other)
    {
        A += other.A;
        B += other.B;
    }

    public void Subtract(ColumnSum other)
    {
        A -= other.A;
        B -= other.B;
    }

    public readonly void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(target, A);
        BinaryPrimitives.WriteUInt64LittleEndian(target[16..], B);
    }

    public static ColumnSum Read(ReadOnlySpan<byte> source) => new(BinaryPrimitives.ReadUInt128LittleEndian(source), BinaryPrimitives.ReadUInt64LittleEndian(source[16..]));
}
