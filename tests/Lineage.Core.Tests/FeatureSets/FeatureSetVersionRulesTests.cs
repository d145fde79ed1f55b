using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Versioning;

namespace Lineage.Core.Tests.FeatureSets;

public sealed class FeatureSetVersionRulesTests
{
    private static readonly FeatureSetVersionRules Rules = new();

    private static readonly FeatureSetVersion Before = new()
    {
        Version = "1.0.0",
        Scheme = VersionScheme.Semver,
        Order = string.Empty,
        Features = [new("a", "integer"), new("b", "float", Nullable: false), new("c", "string")],
        EntityKeys = ["id"],
        EventTimeColumn = "at",
        Transformation = new Transformation("sql", "sha256:01"),
    };

    public static TheoryData<string, BumpKind, string> Changes => new()
    {
        { "removed", BumpKind.Major, "'a' was removed" },
        { "retyped", BumpKind.Major, "'a' was retyped from integer to float" },
        { "nullable", BumpKind.Major, "'b' may now be null" },
        { "required", BumpKind.Minor, "'c' is never null any more" },
        { "added", BumpKind.Minor, "'d' was added" },
        { "reordered", BumpKind.Major, "another order" },
        { "key", BumpKind.Major, "the entity key changed from 'id' to 'id, sub'" },
        { "time", BumpKind.Major, "the event time column" },
        { "code", BumpKind.Major, "the transformation changed" },
        { "ttl", BumpKind.Minor, "the time to live" },
        { "lag", BumpKind.Minor, "the lag" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Compare_OneChange_HasItsStrengthAndReason(string change, BumpKind kind, string reason)
    {
        var after = change switch
        {
            "removed" => Before with { Features = [Before.Features[1], Before.Features[2]] },
            "retyped" => Before with { Features = [new("a", "float"), Before.Features[1], Before.Features[2]] },
            "nullable" => Before with { Features = [Before.Features[0], new("b", "float"), Before.Features[2]] },
            "required" => Before with { Features = [Before.Features[0], Before.Features[1], new("c", "string", Nullable: false)] },
            "added" => Before with { Features = [.. Before.Features, new("d", "date")] },
            "reordered" => Before with { Features = [.. Before.Features.Reverse()] },
            "key" => Before with { EntityKeys = ["id", "sub"] },
            "time" => Before with { EventTimeColumn = "when" },
            "code" => Before with { Transformation = new Transformation("sql", "sha256:02") },
            "ttl" => Before with { TimeToLive = TimeSpan.FromDays(1) },
            _ => Before with { Lag = TimeSpan.FromMinutes(1) },
        };

        var difference = Assert.Single(Rules.Compare(Before, after));

        Assert.Equal(kind, difference.Kind);
        Assert.Contains(reason, difference.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_MetadataOnly_FindsNothing() =>
        Assert.Empty(Rules.Compare(Before, Before with { Description = "new", Author = "ann", DataUri = "elsewhere" }));

    [Fact]
    public void Check_KeysAndTimesThatTheDataHasNot_AreNamed()
    {
        var violations = new Violations();
        Rules.Check(Before with { EntityKeys = ["id", "sub"], KnownAtColumn = "seen", EventTimeColumn = "when", Fingerprint = Data("id", "at", "a", "b", "c") }, violations);

        var error = Assert.Throws<LineageException>(violations.ThrowIfAny);

        Assert.Equal(
            ["feature_set_version.entity_keys[1]", "feature_set_version.event_time_column", "feature_set_version.known_at_column"],
            error.Violations.Select(v => v.Field).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Check_KeysAndTimesThatTheDataHas_AreFine()
    {
        var violations = new Violations();

        Rules.Check(Before with { KnownAtColumn = "seen", Fingerprint = Data("id", "at", "seen", "a") }, violations);
        Rules.Check(Before with { KnownAtColumn = "seen", Fingerprint = Data() }, violations);

        violations.ThrowIfAny();
    }

    private static DataFingerprint Data(params string[] columns) => new()
    {
        Algorithm = "fast",
        Order = "multiset",
        Schema = "01",
        Content = "02",
        Rows = 1,
        Text = "lf1:01.02.1",
        Columns = [.. columns.Select(c => new ColumnDigest(c, "integer", false, 0, "03"))],
    };

    [Fact]
    public void Check_EverythingWrong_NamesEveryField()
    {
        var violations = new Violations();
        Rules.Check(
            Before with
            {
                Features = [new("at", "timestamp"), new(string.Empty, "integer"), new("x", string.Empty), new("x", "integer")],
                EntityKeys = [],
                TimeToLive = TimeSpan.Zero,
                Lag = TimeSpan.FromSeconds(-1),
                Transformation = new Transformation("sql", string.Empty),
            },
            violations);

        var error = Assert.Throws<LineageException>(violations.ThrowIfAny);

        string[] expected =
        [
            "feature_set_version.entity_keys",
            "feature_set_version.features[0].name",
            "feature_set_version.features[1].name",
            "feature_set_version.features[2].logical_type",
            "feature_set_version.features[3].name",
            "feature_set_version.lag",
            "feature_set_version.time_to_live",
            "feature_set_version.transformation.digest",
        ];
        Assert.Equal(expected, error.Violations.Select(v => v.Field).Order(StringComparer.Ordinal));
    }
}
