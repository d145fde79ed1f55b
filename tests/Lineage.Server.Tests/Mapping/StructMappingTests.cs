using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Lineage.Core.Errors;
using Lineage.Server.Mapping;

namespace Lineage.Server.Tests.Mapping;

public sealed class StructMappingTests
{
    [Fact]
    public void ToJson_ThenToStruct_IsTheSameObjectWithSortedMembers()
    {
        var given = JsonParser.Default.Parse<Struct>("""{"z":1.5,"a":{"y":[1,"é",null,true,{"q":[]}],"b":false},"m":-0.001,"big":1e300}""");
        var violations = new Violations();

        var json = given.ToJson("f", violations);

        Assert.True(violations.IsEmpty);
        Assert.StartsWith("""{"a":{"b":false,"y":[1,""", json, StringComparison.Ordinal);
        Assert.Equal(given, json.ToStruct());
    }

    [Fact]
    public void ToJson_Nothing_IsAnEmptyObject() => Assert.Equal("{}", ((Struct?)null).ToJson("f", new Violations()));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void ToJson_NumberThatJsonCannotWrite_NamesTheField(double number)
    {
        var violations = new Violations();

        new Struct { Fields = { ["x"] = Value.ForNumber(number) } }.ToJson("f", violations);

        Assert.Equal("f", Assert.Throws<LineageException>(violations.ThrowIfAny).Violations.Single().Field);
    }

    [Fact]
    public void ToJson_NestedWithoutEnd_IsRefused()
    {
        var value = Value.ForNumber(1);
        for (var i = 0; i < 90; i++)
        {
            value = i % 2 == 0 ? Value.ForList(value) : Value.ForStruct(new Struct { Fields = { ["x"] = value } });
        }

        var violations = new Violations();
        new Struct { Fields = { ["x"] = value } }.ToJson("f", violations);

        Assert.False(violations.IsEmpty);
    }
}
