namespace Lineage.Columnar.PointInTime;

/// <summary>A specification that does not fit its tables. It lists every violation, not only the first.</summary>
public sealed class AuditSpecificationException : Exception
{
    /// <param name="violations">At least one.</param>
    public AuditSpecificationException(IReadOnlyList<SpecificationViolation> violations)
        : base(string.Join("; ", violations.Select(violation => $"{violation.Field}: {violation.Description}")))
    {
        Violations = violations;
    }

    /// <summary>All of them, in the order of the fields.</summary>
    public IReadOnlyList<SpecificationViolation> Violations { get; }
}
