using Lineage.Core.Errors;
using Lineage.Core.Versioning;

namespace Lineage.Core.Tests.Versioning;

public sealed class VersionGeneratorTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]
    [InlineData(null, BumpKind.Initial, "1.0.0")]
    [InlineData("1.2.3", BumpKind.Major, "2.0.0")]
    [InlineData("1.2.3", BumpKind.Minor, "1.3.0")]
    [InlineData("1.2.3", BumpKind.Patch, "1.2.4")]
    [InlineData("2.0.0-rc.1", BumpKind.Major, "2.0.0")]
    [InlineData("2.0.0-rc.1", BumpKind.Patch, "2.0.0")]
    [InlineData("2.1.0-rc.1", BumpKind.Major, "3.0.0")]
    [InlineData("2.1.0-rc.1", BumpKind.Minor, "2.1.0")]
    [InlineData("2.1.3-rc.1", BumpKind.Minor, "2.2.0")]
    [InlineData("99999999999999999999.0.0", BumpKind.Major, "100000000000000000000.0.0")]
    public void Next_Semantic_MovesThePartAskedFor(string? greatest, BumpKind bump, string expected) =>
        Assert.Equal(expected, VersionGenerator.Next(VersionScheme.Semver, greatest, bump, string.Empty, Today));

    [Theory]
    [InlineData(null, "2026.11.24")]
    [InlineData("2026.11.23.9", "2026.11.24")]
    [InlineData("2026.11.24", "2026.11.24.1")]
    [InlineData("2026.11.24.9", "2026.11.24.10")]
    [InlineData("2027.01.01", "2027.01.01.1")]
    public void Next_Date_IsTodayOrTheNextCounterAndNeverSmaller(string? greatest, string expected) =>
        Assert.Equal(expected, VersionGenerator.Next(VersionScheme.Date, greatest, BumpKind.Patch, string.Empty, Today));

    [Fact]
    public void Next_DateWhoseCounterIsAtItsEnd_SaysSo()
    {
        var error = Assert.Throws<LineageException>(
            () => VersionGenerator.Next(VersionScheme.Date, $"2026.11.24.{int.MaxValue}", BumpKind.Patch, string.Empty, Today));

        Assert.Equal(ErrorReason.InvalidState, error.Reason);
    }

    [Fact]
    public void Next_Hybrid_BindsTheSemanticVersionToTheShortenedHash() =>
        Assert.Equal("1.3.0+0123456789ab", VersionGenerator.Next(VersionScheme.Hybrid, "1.2.3+fffffff", BumpKind.Minor, "0123456789abcdef0123456789abcdef", Today));

    [Fact]
    public void Next_HashWithoutHash_SaysThatOneIsRequired()
    {
        var error = Assert.Throws<LineageException>(() => VersionGenerator.Next(VersionScheme.Hash, null, BumpKind.Initial, string.Empty, Today));

        Assert.Equal("version_hash", error.Violations.Single().Field);
    }
}
