using Apache.Arrow;

namespace Lineage.Columnar.Tests.Tables;

/// <summary>A column of plain values: long, double, string, bool or null. The oracle of every test works on these.</summary>
internal sealed record Column(string Name, ColumnKind Kind, object?[] Values)
{
    /// <summary>An Arrow array of the values in a physical type chosen by the generator, with an offset and rubbish under the nulls.</summary>
    public (Field Field, IArrowArray Array) ToArrow(Random random)
    {
        var offset = random.Next(0, 20);
        var padded = Enumerable.Range(0, offset).Select(_ => TestArrays.Rubbish(Kind, random)).Concat(Values).Append(TestArrays.Rubbish(Kind, random)).ToArray();
        var data = TestArrays.Build(Kind, padded, random);
        var type = data.DataType;
        return (new Field(Name, type, true), ArrowArrayFactory.BuildArray(data.Slice(offset, Values.Length)));
    }
}
