using FsCheck.Fluent;
using FsCheck.Xunit;
using Lineage.Core.Consistency;

namespace Lineage.Core.Tests.Consistency;

public sealed class VectorContractOracleTests
{
    [Property(MaxTest = 5_000, Arbitrary = [typeof(VectorCases)])]
    public void Check_GeneratedProfilesAndVectors_IsWhatTheOracleSays(VectorCase example)
    {
        var report = Check(example);

        Assert.Equal(new VectorOracle(example).Issues(), report.Issues.Select(i => (i.Kind, i.Blocking, i.Subject)));
        Assert.Equal(!report.Issues.Any(i => i.Blocking), report.Accepted);
    }

    [Fact]
    public void Check_GeneratedProfilesAndVectors_MeetsEveryKindBothWaysAndNoneAtAll()
    {
        var reports = VectorCases.Generator.Sample(5_000).Select(Check).ToList();
        var met = reports.SelectMany(r => r.Issues).Select(i => (i.Kind, i.Blocking)).ToHashSet();

        var either = new[] { VectorIssueKind.ValueExtra, VectorIssueKind.OutOfRange, VectorIssueKind.UnseenCategory, VectorIssueKind.NotChecked };
        var wanted = Enum.GetValues<VectorIssueKind>().Select(k => (k, true)).Concat(either.Select(k => (k, false)));
        Assert.Superset(wanted.ToHashSet(), met);
        Assert.Contains(reports, r => r.Issues.Count == 0);
    }

    private static VectorReport Check(VectorCase example) => VectorContract.Compile(example.Training)
        .Check(example.Vector, VectorCases.Now, VectorPolicy.Of(example.FailureMode, example.AlsoBlocking));
}
