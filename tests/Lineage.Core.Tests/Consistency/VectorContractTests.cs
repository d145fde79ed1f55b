using Lineage.Columnar.Profiling;
using Lineage.Columnar.Time;
using Lineage.Core.Consistency;

namespace Lineage.Core.Tests.Consistency;

public sealed class VectorContractTests
{
    private static readonly Instant Now = Instant.Parse("2026-11-25T12:00:00Z");
    private static readonly VectorPolicy Closed = VectorPolicy.Of(FailureMode.Closed, []);
    private static readonly VectorPolicy Open = VectorPolicy.Of(FailureMode.Open, []);
    private static readonly string Set = Training.Version("f", "1.0.0").Value;

    private static SampleVector Good => SampleVector.Of(("a", 3L), ("b", 1.0), ("c", "x"));

    [Fact]
    public void Check_WhatTrainingHad_IsAcceptedWithoutAllocation()
    {
        var contract = VectorContract.Compile(Training.Record);
        var vector = Good.From(Set).At(Now, Set, Now);
        var report = contract.Check(vector, Now, Closed);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            report = contract.Check(vector, Now, Closed);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(report.Issues);
        Assert.True(report.Accepted);
        Assert.Equal(Training.Model.Value, report.ModelVersion);
    }

    [Fact]
    public void Check_ValueLeftOut_IsMissingAndBlocks() => AssertOnly(Check(SampleVector.Of(("a", 3L), ("c", "x"))), VectorIssueKind.ValueMissing, true, "b");

    [Fact]
    public void Check_ValueThatTheModelDoesNotKnow_IsExtraAndAWarning() =>
        AssertOnly(Check(SampleVector.Of(("a", 3L), ("b", 1.0), ("c", "x"), ("z", 1L))), VectorIssueKind.ValueExtra, false, "z");

    [Theory]
    [InlineData("a", 3.0)]
    [InlineData("a", "3")]
    [InlineData("a", true)]
    [InlineData("b", "1")]
    [InlineData("c", 1L)]
    public void Check_AnotherKind_IsATypeMismatchAndBlocks(string feature, object value) =>
        AssertOnly(Check(With(feature, value)), VectorIssueKind.TypeMismatch, true, feature);

    [Fact]
    public void Check_IntegerForAFloat_IsAccepted() => Assert.Empty(Check(With("b", 1L)).Issues);

    [Fact]
    public void Check_Null_BlocksWhereTrainingHadNone()
    {
        Assert.Empty(Check(With("b", null)).Issues);
        AssertOnly(Check(With("c", null)), VectorIssueKind.UnexpectedNull, true, "c");
    }

    [Fact]
    public void Check_NotANumber_BlocksWhereTrainingHadNone()
    {
        AssertOnly(Check(With("b", double.NaN)), VectorIssueKind.NotANumber, true, "b");
        var had = Training.Profile with { Columns = [.. Training.Profile.Columns.Select(c => c with { NanCount = c.Name == "b" ? 1 : 0 })] };
        Assert.Empty(Check(With("b", double.NaN), Training.Record with { Splits = [new(Training.Split, had)] }).Issues);
    }

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(1.5, true)]
    [InlineData(0.4999, false)]
    [InlineData(1.5001, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void Check_Number_IsExpectedWithinTheRangeOfTraining(double value, bool expected)
    {
        var report = Check(With("b", value));

        Assert.True(report.Accepted);
        Assert.Equal(expected ? [] : [VectorIssueKind.OutOfRange], report.Issues.Select(i => i.Kind));
    }

    [Fact]
    public void Check_CategoryNeverSeen_IsAWarningThatSaysWhatWas()
    {
        var report = Check(With("c", "z"));

        AssertOnly(report, VectorIssueKind.UnseenCategory, false, "c");
        Assert.Equal(("'z'", "one of: 'x', 'y'"), (report.Issues[0].Served, report.Issues[0].Expected));
    }

    [Fact]
    public void Check_DecimalAsText_IsReadAsANumber()
    {
        var training = Training.Record with
        {
            Inputs = [new("a", "decimal")],
            Splits = [new(Training.Split, new TableProfile(1, [new ColumnProfile { Name = "a", LogicalType = "decimal", Count = 1, Minimum = 1, Maximum = 2 }]))],
        };

        Assert.Empty(Check(SampleVector.Of(("a", "1.50")), training).Issues);
        AssertOnly(Check(SampleVector.Of(("a", "2.01")), training), VectorIssueKind.OutOfRange, false, "a");
        AssertOnly(Check(SampleVector.Of(("a", "much")), training), VectorIssueKind.TypeMismatch, true, "a");
    }

    [Theory]
    [InlineData(-60, null)]
    [InlineData(-59, VectorIssueKind.FutureValue)]
    [InlineData(60, VectorIssueKind.FutureValue)]
    [InlineData(-3600, null)]
    [InlineData(-3601, VectorIssueKind.StaleValue)]
    public void Check_EventTime_CountsFromTheLagToTheTimeToLiveBothIncluded(int seconds, VectorIssueKind? expected)
    {
        var training = Training.Record with
        {
            FeatureSets = [Training.FeatureSet("f", "1.0.0", f => f with { Lag = TimeSpan.FromMinutes(1), TimeToLive = TimeSpan.FromHours(1) })],
        };

        var report = Check(Good.At(Now, Set, Now + TimeSpan.FromSeconds(seconds)), training);

        Assert.Equal(expected, report.Issues.SingleOrDefault()?.Kind);
        Assert.Equal(expected is null, report.Accepted);
    }

    [Fact]
    public void Check_WithoutServeTime_ServesNow()
    {
        var vector = new SampleVector(new Dictionary<string, object?> { ["a"] = 1L, ["b"] = null, ["c"] = "x" }, new Dictionary<string, Instant> { [Set] = Now }, [], null);
        var contract = VectorContract.Compile(Training.Record);

        Assert.True(contract.Check(vector, Now, Closed).Accepted);
        Assert.Equal(VectorIssueKind.FutureValue, Assert.Single(contract.Check(vector, new Instant(Now.UnixNanoseconds - 1), Closed).Issues).Kind);
    }

    [Fact]
    public void Check_VersionThatTrainingDidNotUse_BlocksOnceAndSaysWhichItUsed()
    {
        var other = Training.Version("f", "2.0.0").Value;

        var report = Check(Good.From(Set, other).At(Now, other, Now));

        AssertOnly(report, VectorIssueKind.WrongFeatureSetVersion, true, other);
        Assert.Equal(Set, report.Issues[0].Expected);
        AssertOnly(Check(Good.At(Now, other, Now)), VectorIssueKind.WrongFeatureSetVersion, true, other);
    }

    [Fact]
    public void Check_VersionWhereTheLineageHasGaps_IsNotChecked()
    {
        var training = Training.Record with { WithoutLineage = [Training.Split.Parent!] };
        var other = Training.Version("f", "2.0.0").Value;

        AssertOnly(Check(Good.From(other), training), VectorIssueKind.NotChecked, true, other);
        Assert.True(VectorContract.Compile(training).Check(Good.From(other), Now, Open).Accepted);
        Assert.Empty(Check(Good.From(Set), training).Issues);
    }

    [Fact]
    public void Check_ModelThatWasTrainedOnWhatHasNoProfile_IsNotCheckedAtAll()
    {
        var training = Training.Record with { Splits = [new(Training.Split, null)] };

        AssertOnly(Check(SampleVector.Of(), training), VectorIssueKind.NotChecked, true, Training.Split.Value);
        AssertOnly(VectorContract.Compile(training).Check(SampleVector.Of(), Now, Open), VectorIssueKind.NotChecked, false, Training.Split.Value);
    }

    [Fact]
    public void Check_InputWithoutATrainingColumn_IsCheckedBySignatureAlone()
    {
        var training = Training.Record with { Inputs = [.. Training.Inputs, new("r", "float", Nullable: false)] };

        Assert.Empty(Check(With("r", double.NaN), training).Issues);
        AssertOnly(Check(With("r", null), training), VectorIssueKind.UnexpectedNull, true, "r");
        AssertOnly(Check(With("r", "1"), training), VectorIssueKind.TypeMismatch, true, "r");
    }

    [Fact]
    public void Check_KindsThatTheCallerBlocks_BlockAndComeFirst()
    {
        var vector = SampleVector.Of(("a", 9L), ("b", 1.0), ("c", "z"));
        var policy = VectorPolicy.Of(FailureMode.Open, [VectorIssueKind.UnseenCategory]);

        var report = VectorContract.Compile(Training.Record).Check(vector, Now, policy);

        Assert.False(report.Accepted);
        Assert.Equal([(VectorIssueKind.UnseenCategory, true), (VectorIssueKind.OutOfRange, false)], report.Issues.Select(i => (i.Kind, i.Blocking)));
    }

    private static SampleVector With(string name, object? value) =>
        SampleVector.Of([.. new (string Name, object? Value)[] { ("a", 3L), ("b", 1.0), ("c", "x") }.Where(v => v.Name != name), (name, value)]);

    private static VectorReport Check(SampleVector vector, TrainingRecord? training = null) =>
        VectorContract.Compile(training ?? Training.Record).Check(vector, Now, Closed);

    private static void AssertOnly(VectorReport report, VectorIssueKind kind, bool blocking, string subject)
    {
        var issue = Assert.Single(report.Issues);
        Assert.Equal((kind, blocking, subject), (issue.Kind, issue.Blocking, issue.Subject));
        Assert.Equal(!blocking, report.Accepted);
    }
}
