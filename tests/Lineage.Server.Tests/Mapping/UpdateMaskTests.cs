using Google.Protobuf.WellKnownTypes;
using Lineage.Core.Errors;
using Lineage.Server.Mapping;

namespace Lineage.Server.Tests.Mapping;

public sealed class UpdateMaskTests
{
    private static readonly string[] Allowed = ["description", "tags", "state", "end_time"];

    [Fact]
    public void Of_NoMask_HasTheAllowedFieldsWithAValue()
    {
        var run = new V1.Run { Description = "d", State = V1.RunState.Finished, Author = "not allowed" };

        var mask = UpdateMask.Of(null, run, Allowed);

        Assert.Equal([true, false, true, false], Allowed.Select(mask.Has));
        Assert.False(mask.Has("author"));
    }

    [Fact]
    public void Of_Mask_HasItsFieldsAlsoWithoutAValue()
    {
        var mask = UpdateMask.Of(new FieldMask { Paths = { "tags", "end_time" } }, new V1.Run(), Allowed);

        Assert.Equal([false, true, false, true], Allowed.Select(mask.Has));
    }

    [Fact]
    public void Of_Star_HasEveryAllowedField() =>
        Assert.All(Allowed, f => Assert.True(UpdateMask.Of(new FieldMask { Paths = { "*" } }, new V1.Run(), Allowed).Has(f)));

    [Fact]
    public void Of_FieldsThatMayNotChange_NamesEach()
    {
        var error = Assert.Throws<LineageException>(() => UpdateMask.Of(new FieldMask { Paths = { "name", "tags", "nonsense" } }, new V1.Run(), Allowed));

        Assert.Equal(["'name'", "'nonsense'"], error.Violations.Select(v => v.Description.Split(' ')[0]));
    }
}
