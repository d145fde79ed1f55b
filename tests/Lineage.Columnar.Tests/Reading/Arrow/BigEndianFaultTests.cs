using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;
using Lineage.Columnar.Reading.Compression;

namespace Lineage.Columnar.Tests.Reading.Arrow;

public sealed class BigEndianFaultTests
{
    private static readonly ReadLimits Limits = new() { MaxRowGroupBytes = 1 << 22, MaxPageBytes = 1 << 21, MaxMetadataBytes = 1 << 20 };

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Layouts.All.Count).Where(place => Layouts.All[place] is not (NullType or RunEndEncodedType))];

    /// <summary>One byte less is one element less, since only whole elements are turned around.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public async Task Compute_BufferShortByOneByte_IsCorrupt(int place)
    {
        IArrowType[] types = [Layouts.All[place]];
        var column = RandomArrays.Make(types[0], 32, new Random(place));
        var shortened = types[0] is StructType or FixedSizeListType ? 0 : 1;
        var form = IpcForm.BigEndian with { Declare = (words, _) => Shortened(words, shortened) };

        // Structs and lists of fixed size have validity bits alone.
        var data = shortened == 1 ? column : new ArrayData(types[0], 32, -1, 0, [new ArrowBuffer(new byte[] { 1, 2, 3, 4 })], column.Children);
        var error = await Prints.FaultAsync(IpcWriter.Write(Layouts.SchemaOf(types), form, [data]), Limits);

        Assert.Equal((TableFormatError.Corrupt, "column0"), (error?.Error, error?.Column));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(-1, 0)]
    [InlineData(16777216, 0)]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    [InlineData(0, int.MaxValue)]
    public async Task Compute_ViewOutOfRange_IsCorrupt(int buffer, int offset)
    {
        var view = new byte[16];
        BitConverter.TryWriteBytes(view, 20);
        BitConverter.TryWriteBytes(view.AsSpan(8), buffer);
        BitConverter.TryWriteBytes(view.AsSpan(12), offset);
        ArrowBuffer[] buffers = [ArrowBuffer.Empty, new ArrowBuffer(view), new ArrowBuffer(new byte[20]), new ArrowBuffer(new byte[20])];

        await AssertCorrupt(new ArrayData(BinaryViewType.Default, 1, 0, 0, buffers, []));
    }

    [Fact]
    public async Task Compute_NumbersOutOfRange_AreCorrupt()
    {
        var values = new ArrayData(Int16Type.Default, 2, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(new byte[4])], []);
        await AssertCorrupt(new ArrayData(StringType.Default, 1, 0, 0, [ArrowBuffer.Empty, Ints(0, 9), new ArrowBuffer(new byte[8])], []));
        await AssertCorrupt(new ArrayData(BinaryType.Default, 2, 0, 0, [ArrowBuffer.Empty, Ints(0, 5, 4), new ArrowBuffer(new byte[8])], []));
        await AssertCorrupt(new ArrayData(StringViewType.Default, 1, 0, 0, [ArrowBuffer.Empty, Ints(-1, 0, 0, 0)], []));
        await AssertCorrupt(new ArrayData(new ListType(Int16Type.Default), 1, 0, 0, [ArrowBuffer.Empty, Ints(0, 3)], [values]));
        await AssertCorrupt(new ArrayData(new ListViewType(Int16Type.Default), 1, 0, 0, [ArrowBuffer.Empty, Ints(1), Ints(2)], [values]));
        var encoded = new DictionaryType(Int32Type.Default, Int16Type.Default, false);
        await AssertCorrupt(new ArrayData(encoded, 1, 0, 0, [ArrowBuffer.Empty, Ints(2)], [], values));
        var runs = new ArrayData(Int32Type.Default, 2, 0, 0, [ArrowBuffer.Empty, Ints(2, 1)], []);
        await AssertCorrupt(new ArrayData(new RunEndEncodedType(Int32Type.Default, Int16Type.Default), 3, 0, 0, [], [runs, values]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task Open_UnknownByteOrder_IsCorrupt(short endianness)
    {
        var columns = Layouts.Columns([Int32Type.Default], 3, new Random(1));

        var error = await Prints.FaultAsync(IpcWriter.Write(Layouts.SchemaOf([Int32Type.Default]), new IpcForm { Endianness = endianness }, columns));

        Assert.Equal(TableFormatError.Corrupt, error?.Error);
    }

    /// <summary>Each column is the whole body, of which little-endian data would need no copy.</summary>
    [Fact]
    public async Task Compute_BodyDeclaredOverAndOver_IsTooLarge()
    {
        var types = Enumerable.Repeat<IArrowType>(Int64Type.Default, 100).ToArray();
        var columns = types.Select(type => new ArrayData(type, 100, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(new byte[800])], [])).ToArray();
        var form = IpcForm.BigEndian with { Declare = (words, body) => [.. words.Select((word, i) => i % 4 == 2 ? 0 : i % 4 == 3 ? body : word)] };
        var bytes = IpcWriter.Write(Layouts.SchemaOf(types), form, columns);

        var error = await Prints.FaultAsync(bytes, new() { MaxRowGroupBytes = 1 << 20 });

        Assert.Equal(TableFormatError.TooLarge, error?.Error);
        Assert.Null(await Prints.FaultAsync(bytes, new() { MaxRowGroupBytes = 1 << 23 }));
    }

    [Theory]
    [InlineData(Codec.None, false)]
    [InlineData(Codec.None, true)]
    [InlineData(Codec.Lz4Frame, false)]
    [InlineData(Codec.Zstd, true)]
    public async Task Compute_MutatedBytes_IsAFingerprintOrATableFormatException(object codec, bool asFile)
    {
        var form = IpcForm.BigEndian with { Codec = (Codec)codec, AsFile = asFile };
        var bytes = IpcWriter.Write(Layouts.SchemaOf(Layouts.All), form, Layouts.Columns(Layouts.All, 12, new Random(1)));
        var failures = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var mutated = (byte[])bytes.Clone();
            for (var changes = random.Next(1, 30); changes > 0; changes--)
            {
                mutated[random.Next(mutated.Length)] ^= (byte)(1 << random.Next(8));
            }

            failures += await Prints.FaultAsync(mutated, Limits) is null ? 0 : 1;
        }

        Assert.True(failures > 20, "most mutations must be noticed");
    }

    private static async Task AssertCorrupt(ArrayData column)
    {
        var bytes = IpcWriter.Write(Layouts.SchemaOf([column.DataType]), IpcForm.BigEndian, [column]);

        var error = await Prints.FaultAsync(bytes, Limits);

        Assert.True(error is { Error: TableFormatError.Corrupt }, $"{column.DataType.Name}: {error?.Message ?? "no error"}");
    }

    private static long[] Shortened(long[] words, int buffer) => [.. words.Select((word, i) => i == (2 * buffer) + 1 ? word - 1 : word)];

    private static ArrowBuffer Ints(params int[] numbers) => new(numbers.SelectMany(BitConverter.GetBytes).ToArray());
}
