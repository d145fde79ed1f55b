using Lineage.Columnar.Profiling;
using Lineage.Core.Consistency;

namespace Lineage.Core.Tests.Consistency;

public sealed class TrainingProfileTests
{
    [Fact]
    public void Of_TwoSplits_UnitesRangesAndCategoriesAndAddsCounts()
    {
        var merged = Merge(
            new ColumnProfile { Name = "a", LogicalType = "float", Count = 3, NanCount = 1, Minimum = 1, Maximum = 4 },
            new ColumnProfile { Name = "a", LogicalType = "float", Count = 2, NullCount = 5, Minimum = -2, Maximum = 3 });
        var categories = Merge(
            new ColumnProfile { Name = "a", LogicalType = "string", Count = 3, Categories = ["x", "y"] },
            new ColumnProfile { Name = "a", LogicalType = "string", Count = 2, Categories = ["b", "y"] });

        Assert.Equal((5, 5, 1, -2.0, 4.0), (merged.Count, merged.NullCount, merged.NanCount, merged.Minimum, merged.Maximum));
        Assert.Equal(["b", "x", "y"], categories.Categories!);
    }

    [Fact]
    public void Of_ASplitWithoutValues_ChangesNoRangeAndNoCategories()
    {
        var merged = Merge(
            new ColumnProfile { Name = "a", LogicalType = "float", NullCount = 2 },
            new ColumnProfile { Name = "a", LogicalType = "float", Count = 2, Minimum = -2, Maximum = 3 });
        var categories = Merge(
            new ColumnProfile { Name = "a", LogicalType = "string", NullCount = 2 },
            new ColumnProfile { Name = "a", LogicalType = "string", Count = 2, Categories = ["x"] });

        Assert.Equal((-2.0, 3.0), (merged.Minimum, merged.Maximum));
        Assert.Equal(["x"], categories.Categories!);
    }

    [Fact]
    public void Of_ASplitThatDoesNotKnow_NobodyKnows()
    {
        var merged = Merge(
            new ColumnProfile { Name = "a", LogicalType = "float", Count = 1 },
            new ColumnProfile { Name = "a", LogicalType = "float", Count = 2, Minimum = -2, Maximum = 3 });
        var categories = Merge(
            new ColumnProfile { Name = "a", LogicalType = "string", Count = 5_000 },
            new ColumnProfile { Name = "a", LogicalType = "string", Count = 2, Categories = ["x"] });

        Assert.Equal((null, null), (merged.Minimum, merged.Maximum));
        Assert.Null(categories.Categories);
        Assert.Null(TrainingProfile.Of([new(Training.Split, Training.Profile), new(Training.Split, null)]));
    }

    [Fact]
    public void Of_ColumnThatOneSplitLacks_IsLeftOut() =>
        Assert.Equal(["b"], TrainingProfile.Of([Split(Column("a"), Column("b")), Split(Column("b"), Column("c"))])!.Keys);

    private static ColumnProfile Merge(params ColumnProfile[] columns) => TrainingProfile.Of([.. columns.Select(c => Split(c))])!["a"];

    private static ColumnProfile Column(string name) => new() { Name = name, LogicalType = "float" };

    private static TrainingSplit Split(params ColumnProfile[] columns) => new(Training.Split, new TableProfile(5, columns));
}
