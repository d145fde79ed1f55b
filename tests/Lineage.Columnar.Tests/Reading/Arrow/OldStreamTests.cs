using System.Buffers.Binary;
using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Reading.Arrow;

/// <summary>Streams as they were before 0.15, which begin with the length of their schema.</summary>
public sealed class OldStreamTests
{
    private static readonly Schema Schema = Layouts.SchemaOf([Int32Type.Default, StringType.Default]);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Compute_WithoutMarkers_IsThatOfTheTableInMemory(bool isBigEndian, bool asFile)
    {
        var schema = Layouts.SchemaOf(Layouts.All);
        var random = new Random(4);
        ArrayData[][] batches = [Layouts.Columns(Layouts.All, 20, random)];
        var form = new IpcForm { IsMarked = false, AsFile = asFile, Endianness = (short)(isBigEndian ? 1 : 0), IsBigEndian = isBigEndian };

        var bytes = IpcWriter.Write(schema, form, batches);

        Assert.Equal(await Prints.OfAsync(schema, batches), await Prints.OfAsync(bytes));
        await using var source = await TableSource.OpenAsync(new MemoryStream(bytes), "old");
        Assert.Equal(asFile ? TableFormat.ArrowFile : TableFormat.ArrowStream, source.Format);
    }

    [Fact]
    public async Task Open_NoColumns_IsATableOfNothing()
    {
        var bytes = IpcWriter.Write(Layouts.SchemaOf([]), new IpcForm { IsMarked = false });

        await using var source = await TableSource.OpenAsync(new MemoryStream(bytes), "old");

        Assert.Equal((TableFormat.ArrowStream, 0L), (source.Format, source.DeclaredRows));
    }

    [Fact]
    public async Task Open_TruncatedAnywhere_Fails()
    {
        var bytes = Old();
        var first = 4 + BinaryPrimitives.ReadInt32LittleEndian(bytes);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var error = await Prints.FaultAsync(bytes[..cut]);
            Assert.True(error?.Error == (cut < first ? TableFormatError.NotATable : TableFormatError.Truncated), $"cut at {cut} of {bytes.Length}: {error?.Message}");
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, -2)]
    [InlineData(0, int.MinValue)]
    [InlineData(0, int.MaxValue)]
    [InlineData(0, 7)]
    [InlineData(0, 1 << 20)]
    [InlineData(4, 0)]
    [InlineData(4, 3)]
    [InlineData(4, -1)]
    [InlineData(4, int.MaxValue)]
    [InlineData(4, 1 << 16)]
    public async Task Open_LengthOrRootOutOfRange_IsNotATable(int place, int value)
    {
        var bytes = Old();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), value);

        Assert.Equal(TableFormatError.NotATable, (await Prints.FaultAsync(bytes))?.Error);
    }

    [Fact]
    public async Task Open_FirstMessageIsNoSchema_IsNotATable()
    {
        foreach (var message in (object?[][])[[(short)3, (byte)3, new object?[] { 1L }, 0L], [(short)3, (byte)1, null, 0L], [(short)3, (byte)1, new object?[] { null }, 8L], [(short)9, (byte)1, new object?[] { null }, 0L], []])
        {
            var metadata = FlatWriter.Write(message);
            byte[] bytes = [.. BitConverter.GetBytes(metadata.Length), .. metadata, .. new byte[12]];
            Assert.Equal(TableFormatError.NotATable, (await Prints.FaultAsync(bytes))?.Error);
        }
    }

    [Fact]
    public async Task Open_SchemaBeyondTheLimit_IsNotLookedAt() =>
        Assert.Equal(TableFormatError.NotATable, (await Prints.FaultAsync(Old(), new() { MaxMetadataBytes = 100 }))?.Error);

    /// <summary>Other files that begin with a small number, such as a count, must not pass for streams.</summary>
    [Fact]
    public async Task Open_RandomBytesAfterAPossibleLength_IsNotATable()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var bytes = new byte[random.Next(8, 300)];
            random.NextBytes(bytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes, random.Next(bytes.Length));
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), random.Next(bytes.Length));
            var error = await Prints.FaultAsync(bytes);
            Assert.True(error?.Error == TableFormatError.NotATable, $"seed {seed}: {error?.Message}");
        }
    }

    private static byte[] Old() =>
        IpcWriter.Write(Schema, new IpcForm { IsMarked = false }, Layouts.Columns([Int32Type.Default, StringType.Default], 5, new Random(2)));
}
