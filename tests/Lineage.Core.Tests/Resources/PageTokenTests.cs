using Lineage.Core.Errors;
using Lineage.Core.Resources;

namespace Lineage.Core.Tests.Resources;

public sealed class PageTokenTests
{
    [Fact]
    public void Read_OwnToken_GivesTheCursor() => Assert.Equal("cursor é", PageToken.Read(PageToken.Write("cursor é", "a", "b"), "a", "b"));

    [Fact]
    public void Write_NoCursor_IsEmptyAndReadsAsNone()
    {
        Assert.Empty(PageToken.Write(null, "a"));
        Assert.Null(PageToken.Read(string.Empty, "a"));
    }

    [Theory]
    [InlineData("a", "c")]
    [InlineData("ab", "")]
    [InlineData("", "ab")]
    public void Read_OtherArguments_IsRefused(string first, string second) =>
        Assert.Equal(ErrorReason.InvalidPageToken, Assert.Throws<LineageException>(() => PageToken.Read(PageToken.Write("x", "a", "b"), first, second)).Reason);

    [Fact]
    public void Read_EveryDamagedCharacter_IsRefused()
    {
        var token = PageToken.Write("0123456789", "a");
        for (var i = 0; i < token.Length - 1; i++)
        {
            var damaged = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];
            Assert.Throws<LineageException>(() => PageToken.Read(damaged, "a"));
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("not base64 at all!")]
    [InlineData("AAAA")]
    public void Read_Garbage_IsRefused(string token) => Assert.Throws<LineageException>(() => PageToken.Read(token, "a"));
}
