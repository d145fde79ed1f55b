using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Reading.Arrow;

public sealed class DictionaryTests
{
    public static TheoryData<int> Places => [.. Enumerable.Range(0, Layouts.All.Count)];

    /// <summary>A dictionary of no entries may come without a single byte, offsets included, and a batch of nulls without any dictionary.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public async Task Compute_NullsOfAnEmptyDictionary_AreNulls(int place)
    {
        var type = new DictionaryType(Int32Type.Default, Layouts.All[place], false);
        var schema = Layouts.SchemaOf([type]);
        ArrayData Nulls(ArrayData dictionary) => new(type, 3, 3, 0, [new ArrowBuffer(new byte[1]), new ArrowBuffer(new byte[12])], [], dictionary);

        var empty = await Prints.OfAsync(schema, [Nulls(EmptyArray.Of(Layouts.All[place]))]);

        Assert.Equal(await Prints.OfAsync(schema, [Nulls(RandomArrays.Make(Layouts.All[place], 2, new Random(place)))]), empty);
    }

    /// <summary>A footer can name one message over and over, so that few bytes of the file become many of a dictionary.</summary>
    [Fact]
    public async Task Compute_PartOfADictionaryNamedOverAndOver_IsTooLarge()
    {
        const int Named = 100;
        var texts = new StringArray.Builder().Append("first").Append(new string('x', 1_000)).Build().Data;
        var type = new DictionaryType(Int32Type.Default, StringType.Default, false);
        var column = new ArrayData(type, 1, 0, 0, [ArrowBuffer.Empty, new ArrowBuffer(BitConverter.GetBytes(Named))], [], texts);
        var bytes = IpcWriter.Write(Layouts.SchemaOf([type]), new IpcForm { AsFile = true, HasDeltas = true, LastDictionaryNamed = Named }, [column]);

        var error = await Prints.FaultAsync(bytes, new() { MaxRowGroupBytes = 1 << 16 });

        Assert.Equal((TableFormatError.TooLarge, "dictionary 0"), (error?.Error, error?.Column));
        Assert.Null(await Prints.FaultAsync(bytes, new() { MaxRowGroupBytes = 1 << 18 }));
    }
}
