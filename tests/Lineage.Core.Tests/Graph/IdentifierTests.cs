using System.Text;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Core.Tests.Graph;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("Flight_Delays-2.0~x+abc")]
    [InlineData("_hidden")]
    [InlineData("überschall")]
    [InlineData("東京")]
    [InlineData("हिन्दी")]
    [InlineData("𝒳")]
    public void IsValid_LettersOfAnyScript_IsTrue(string id) => Assert.True(Identifier.IsValid(id, out _));

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a b", "U+0020")]
    [InlineData("a/b", "U+002F")]
    [InlineData("a\u0000b", "U+0000")]
    [InlineData("a\nb", "U+000A")]
    [InlineData("@alias", "U+0040")]
    [InlineData("-", "U+002D")]
    [InlineData("a\u200bb", "U+200B")]
    [InlineData("e\u0301", "normalisation form C")]
    [InlineData("\u212b", "normalisation form C")]
    public void IsValid_AnythingElse_SaysWhy(string id, string problem)
    {
        Assert.False(Identifier.IsValid(id, out var why));
        Assert.Contains(problem, why, StringComparison.Ordinal);
    }

    [Fact]
    public void IsValid_HalfASurrogatePair_IsFalse()
    {
        // Not a theory: attributes are stored as UTF-8, which cannot hold it.
        Assert.False(Identifier.IsValid("a\ud800", out var why));
        Assert.Contains("not valid Unicode", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_NameOfTenKilobytes_IsRefusedInAShortMessage()
    {
        var error = Assert.Throws<LineageException>(() => ResourceName.Parse($"projects/{new string('x', 10_240)}", "name"));

        Assert.Equal(ErrorReason.InvalidResourceName, error.Reason);
        Assert.True(error.Message.Length < 300, error.Message);
    }

    [Fact]
    public void Compare_GeneratedTexts_IsTheOrderOfTheirUtf8Bytes()
    {
        var random = new Random(5);
        string[] alphabet = ["a", "b", "A", "~", "é", "\uffff", "\ue000", "𝒳", "😀", "\ud7ff"];
        for (var i = 0; i < 20_000; i++)
        {
            string Text() => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            string left = Text(), right = Text();
            var expected = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
            Assert.Equal(Math.Sign(expected), Math.Sign(Utf8Order.Compare(left, right)));
        }
    }
}
