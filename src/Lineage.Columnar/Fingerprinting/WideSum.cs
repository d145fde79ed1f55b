using System.Buffers.Binary;

namespace Lineage.Columnar.Fingerprinting;

/// <summary>
/// The exact sum of up to 2^64 128-bit numbers. It never wraps, so repeating a row changes it every time, which XOR and a 128-bit sum do not promise.
/// </summary>
internal record struct WideSum(UInt128 Low, ulong High)
{
    public const int Size = 24;

    public void Add(UInt128 number) => Add(new WideSum(number, 0));

    public void Add(WideSum other)
    {
        Low += other.Low;
        High += other.High + (Low < other.Low ? 1UL : 0UL);
    }

    public readonly void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(target, Low);
        BinaryPrimitives.WriteUInt64LittleEndian(target[16..], High);
    }

    public static WideSum Read(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt128LittleEndian(source), BinaryPrimitives.ReadUInt64LittleEndian(source[16..]));
}
