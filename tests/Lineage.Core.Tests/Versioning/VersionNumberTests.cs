using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Versioning;
using Semver;

namespace Lineage.Core.Tests.Versioning;

public sealed class VersionNumberTests
{
    private static readonly Instant Now = Instant.Parse("2026-11-24T10:00:00Z");

    [Theory]
    [InlineData(VersionScheme.Semver, "1.0.0")]
    [InlineData(VersionScheme.Semver, "0.0.1-rc.1")]
    [InlineData(VersionScheme.Date, "2026.11.24")]
    [InlineData(VersionScheme.Date, "2024.02.29.17")]
    [InlineData(VersionScheme.Hash, "abcdef0")]
    [InlineData(VersionScheme.Hybrid, "1.4.0+a1b2c3d")]
    [InlineData(VersionScheme.Hybrid, "1.4.0-rc.1+a1b2c3d")]
    public void Parse_TextOfTheScheme_IsKept(VersionScheme scheme, string text) =>
        Assert.Equal(text, VersionNumber.Parse(scheme, text, Now, "version").Text);

    [Theory]
    [InlineData(VersionScheme.Semver, "1.0")]
    [InlineData(VersionScheme.Semver, "v1.0.0")]
    [InlineData(VersionScheme.Semver, "01.0.0")]
    [InlineData(VersionScheme.Semver, "1.0.0+a1b2c3d")]
    [InlineData(VersionScheme.Semver, "1.0.0-01")]
    [InlineData(VersionScheme.Semver, "latest")]
    [InlineData(VersionScheme.Date, "2026.11.31")]
    [InlineData(VersionScheme.Date, "2025.02.29")]
    [InlineData(VersionScheme.Date, "2026.1.1")]
    [InlineData(VersionScheme.Date, "2026.11.24.0")]
    [InlineData(VersionScheme.Date, "2026.11.24.01")]
    [InlineData(VersionScheme.Date, "2026.11.24.")]
    [InlineData(VersionScheme.Date, "2026.11.24.99999999999")]
    [InlineData(VersionScheme.Hash, "abcdef")]
    [InlineData(VersionScheme.Hash, "ABCDEF0")]
    [InlineData(VersionScheme.Hash, "abcdefg")]
    [InlineData(VersionScheme.Hybrid, "1.4.0")]
    [InlineData(VersionScheme.Hybrid, "1.4.0+xyz")]
    [InlineData(VersionScheme.Hybrid, "1.4.0+a1b2c3d.1")]
    public void Parse_TextAgainstTheScheme_NamesFieldAndForm(VersionScheme scheme, string text)
    {
        var error = Assert.Throws<LineageException>(() => VersionNumber.Parse(scheme, text, Now, "version"));

        Assert.Equal(ErrorReason.VersionSchemeMismatch, error.Reason);
        Assert.Equal("version", error.Violations.Single().Field);
        Assert.Contains(EnumText.Of(scheme), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Order_OfGeneratedSemanticVersions_IsSemanticPrecedence()
    {
        var random = new Random(20_261_124);
        var versions = Enumerable.Range(0, 400).Select(_ => Generated(random)).ToList();
        var pairs = from a in versions from b in versions select (a, b);

        foreach (var (a, b) in pairs)
        {
            var expected = Math.Sign(SemVersion.ComparePrecedence(SemVersion.Parse(a), SemVersion.Parse(b)));
            var actual = Math.Sign(Utf8Order.Compare(Order(VersionScheme.Semver, a), Order(VersionScheme.Semver, b)));
            Assert.True(expected == actual, $"{a} and {b}: {actual}, not {expected}");
        }
    }

    [Fact]
    public void Order_OfHybridVersions_IsSemanticPrecedenceAndThenTime()
    {
        var random = new Random(7);
        var versions = Enumerable.Range(0, 150).Select(i => (Text: $"{Generated(random)}+{i:x7}", At: Now + TimeSpan.FromSeconds(i))).ToList();

        foreach (var (a, b) in from a in versions from b in versions select (a, b))
        {
            var expected = SemVersion.ComparePrecedence(SemVersion.Parse(a.Text), SemVersion.Parse(b.Text));
            expected = Math.Sign(expected == 0 ? a.At.CompareTo(b.At) : expected);
            var left = VersionNumber.Parse(VersionScheme.Hybrid, a.Text, a.At, "version").Order;
            var right = VersionNumber.Parse(VersionScheme.Hybrid, b.Text, b.At, "version").Order;
            Assert.True(expected == Math.Sign(Utf8Order.Compare(left, right)), $"{a} and {b}");
        }
    }

    [Fact]
    public void Order_OfDates_IsByDayAndCounter()
    {
        string[] sorted = ["2025.12.31.100", "2026.01.01", "2026.01.01.1", "2026.01.01.2", "2026.01.01.10", "2026.01.02"];

        var orders = sorted.Select(v => Order(VersionScheme.Date, v)).ToList();

        Assert.Equal(orders.Order(StringComparer.Ordinal), orders);
        Assert.Equal(orders.Count, orders.Distinct().Count());
    }

    private static string Order(VersionScheme scheme, string text) => VersionNumber.Parse(scheme, text, Now, "version").Order;

    private static string Generated(Random random)
    {
        string Number() => random.Next(4) switch { 0 => "0", 1 => $"{random.Next(3)}", 2 => $"{random.Next(9, 12)}", _ => "12345678901234567890" };
        string Identifier() => random.Next(5) switch { 0 => Number(), 1 => "a", 2 => "ab", 3 => "a-", _ => $"x{random.Next(3)}" };
        var release = $"{Number()}.{Number()}.{Number()}";
        var count = random.Next(4);
        return count == 0 ? release : $"{release}-{string.Join('.', Enumerable.Range(0, count).Select(_ => Identifier()))}";
    }
}
