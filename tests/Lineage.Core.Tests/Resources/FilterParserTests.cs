using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;

namespace Lineage.Core.Tests.Resources;

public sealed class FilterParserTests
{
    public static TheoryData<string, string, FilterOperator, object> Conditions => new()
    {
        { """state = "ACTIVE" """, "state", FilterOperator.Equals, "ACTIVE" },
        { "state=ACTIVE", "state", FilterOperator.Equals, "ACTIVE" },
        { "state != ACTIVE", "state", FilterOperator.NotEquals, "ACTIVE" },
        { "metrics.auc > 0.8", "metrics.auc", FilterOperator.Greater, 0.8 },
        { "metrics.auc>=-1e-3", "metrics.auc", FilterOperator.GreaterOrEqual, -1e-3 },
        { "metrics.n < 7", "metrics.n", FilterOperator.Less, 7L },
        { "metrics.n <= 7", "metrics.n", FilterOperator.LessOrEqual, 7L },
        { """author = "an*" """, "author", FilterOperator.StartsWith, "an" },
        { """author = "a \"b\" \\ c" """, "author", FilterOperator.Equals, "a \"b\" \\ c" },
        { """tags."my tag" = "x AND y" """, "tags.my tag", FilterOperator.Equals, "x AND y" },
        { "tags.flag = true", "tags.flag", FilterOperator.Equals, true },
        { """create_time > "2026-01-01T00:00:00Z" """, "create_time", FilterOperator.Greater, "2026-01-01T00:00:00.000000000Z" },
        { """create_time > "2026-01-01T01:00:00+01:00" """, "create_time", FilterOperator.Greater, "2026-01-01T00:00:00.000000000Z" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Parse_OneCondition_IsRead(string text, string field, FilterOperator comparison, object value)
    {
        var condition = Assert.Single(FilterParser.Parse(NodeKind.ModelVersion, text));

        Assert.Equal((field, comparison, value), (condition.Property, condition.Operator, condition.Value.Value));
    }

    [Fact]
    public void Parse_SeveralConditions_AreAllRead() =>
        Assert.Equal(["state", "author", "metrics.auc"], FilterParser.Parse(NodeKind.ModelVersion, "state = ACTIVE AND author=ann AND metrics.auc > 1").Select(c => c.Property));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Parse_Nothing_IsNoCondition(string text) => Assert.Empty(FilterParser.Parse(NodeKind.Model, text));

    [Theory]
    [InlineData("nonsense = 1", "is no field")]
    [InlineData("metrics. = 1", "expected a name")]
    [InlineData("state", "expected one of")]
    [InlineData("state =", "expected a value")]
    [InlineData("state = \"x", "not closed")]
    [InlineData("state = x OR state = y", "expected AND")]
    [InlineData("state = x AND", "expected a name")]
    [InlineData("state != \"x*\"", "after = only")]
    [InlineData("create_time > yesterday", "ISO 8601")]
    [InlineData("state = x; DROP TABLE nodes", "expected")]
    public void Parse_Wrong_SaysWhereAndWhat(string text, string problem)
    {
        var error = Assert.Throws<LineageException>(() => FilterParser.Parse(NodeKind.ModelVersion, text));

        Assert.Equal((ErrorReason.InvalidFilter, ErrorKind.Invalid), (error.Reason, error.Kind));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("at position", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TooLongOrTooMany_IsRefused()
    {
        Assert.Throws<LineageException>(() => FilterParser.Parse(NodeKind.Model, new string(' ', 5_000) + "x"));
        Assert.Throws<LineageException>(() => FilterParser.Parse(NodeKind.Model, string.Join(" AND ", Enumerable.Repeat("owner = a", 33))));
    }

    [Fact]
    public void Parse_GarbageOfEveryKind_IsReadOrRefusedButNeverFails()
    {
        var random = new Random(3);
        const string Alphabet = "state author=!<>\"\\.*AND 0-9_\u0000\ud800é";
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(30)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            try
            {
                _ = FilterParser.Parse(NodeKind.ModelVersion, text);
            }
            catch (LineageException)
            {
                // Refused, which is right.
            }
        }
    }
}
