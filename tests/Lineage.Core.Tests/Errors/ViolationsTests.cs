using Lineage.Core.Errors;

namespace Lineage.Core.Tests.Errors;

public sealed class ViolationsTests
{
    [Fact]
    public void Require_FieldWhosePartIsWrong_IsNotedOnce()
    {
        var violations = new Violations();
        violations.Add("model.inputs[1].name", "is empty");
        violations.Add("model.outputs.name", "is empty");

        violations.Require(given: false, "model.inputs");
        violations.Require(given: false, "model.outputs");

        Assert.Equal(2, Found(violations).Count);
    }

    [Fact]
    public void Require_FieldWhoseNameBeginsAnother_IsNoted()
    {
        var violations = new Violations();
        violations.Add("model.framework_version", "is too long");

        violations.Require(given: false, "model.framework");

        Assert.Equal(["model.framework_version", "model.framework"], Found(violations).Select(v => v.Field));
    }

    [Fact]
    public void Add_MoreThanThereIsRoomFor_RefusesTheRequestWithThose()
    {
        var violations = new Violations();
        var added = 0;

        var error = Assert.Throws<LineageException>(() =>
        {
            while (added <= Violations.Capacity)
            {
                violations.Add($"f[{added++}]", "is wrong");
            }
        });

        Assert.Equal((Violations.Capacity, Violations.Capacity, ErrorReason.InvalidFields), (added, error.Violations.Count, error.Reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Collect_MoreThanThereIsRoomFor_RefusesTheRequestWithThose(bool ofItsOwn)
    {
        var violations = new Violations();
        var parts = 0;

        var error = Assert.Throws<LineageException>(() =>
        {
            while (parts++ <= Violations.Capacity)
            {
                _ = violations.Collect<string>(() =>
                {
                    var part = ofItsOwn ? new Violations() : violations;
                    part.Add("f", "is wrong");
                    part.ThrowIfAny();
                    return string.Empty;
                });
            }
        });

        Assert.Equal(Violations.Capacity, error.Violations.Count);
    }

    private static IReadOnlyList<FieldViolation> Found(Violations violations) => Assert.Throws<LineageException>(violations.ThrowIfAny).Violations;
}
