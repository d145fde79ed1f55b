using System.Collections.Frozen;
using System.Globalization;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Profiling;
using Lineage.Core.FeatureSets;

namespace Lineage.Core.Consistency;

/// <summary>What one input of a model may be, compiled from its signature and from what training had.</summary>
internal sealed class FeatureRule
{
    private readonly string _logicalType;
    private readonly int _accepted;
    private readonly bool _allowsNull;
    private readonly bool _allowsNan;
    private readonly double _minimum;
    private readonly double _maximum;
    private readonly FrozenSet<string>? _categories;

    /// <summary>A rule; without a training column, only presence, type and the signature's nullability are checked.</summary>
    public FeatureRule(Feature input, ColumnProfile? column)
    {
        Name = input.Name;
        _logicalType = input.LogicalType;
        _accepted = ServedTypes.AcceptedBy(input.LogicalType);
        _allowsNull = column is null ? input.Nullable : column.NullCount > 0;
        _allowsNan = column is null or { NanCount: > 0 };
        _minimum = column?.Minimum ?? double.NegativeInfinity;
        _maximum = column?.Maximum ?? double.PositiveInfinity;
        _categories = column?.Categories?.ToFrozenSet(StringComparer.Ordinal);
    }

    public string Name { get; }

    /// <summary>How much memory the rule takes, in strings.</summary>
    public int Weight => 1 + (_categories?.Count ?? 0);

    public void Check<TVector>(TVector vector, ref int known, ref VectorIssueList issues)
        where TVector : struct, IServedVector
    {
        if (!vector.TryGetValue(Name, out var value))
        {
            issues.Add(VectorIssueKind.ValueMissing, Name, string.Empty, _logicalType);
            return;
        }

        known++;
        if (value.Kind == ServedKind.Null)
        {
            if (!_allowsNull)
            {
                issues.Add(VectorIssueKind.UnexpectedNull, Name, value.ToString(), $"{_logicalType}, never null");
            }
        }
        else if ((_accepted & ServedTypes.Bit(value.Kind)) == 0)
        {
            issues.Add(VectorIssueKind.TypeMismatch, Name, value.ToString(), _logicalType);
        }
        else
        {
            CheckContent(value, ref issues);
        }
    }

    private void CheckContent(in ServedValue value, ref VectorIssueList issues)
    {
        switch (value.Kind)
        {
            case ServedKind.Integer or ServedKind.Float:
                CheckNumber(value.Number, value, ref issues);
                break;
            case ServedKind.Text when _logicalType == LogicalType.Decimal:
                CheckDecimal(value, ref issues);
                break;
            case ServedKind.Text or ServedKind.Boolean when _categories is not null && !_categories.Contains(value.Category!):
                issues.Add(VectorIssueKind.UnseenCategory, Name, value.ToString(), Categories(_categories));
                break;
        }
    }

    private void CheckDecimal(in ServedValue value, ref VectorIssueList issues)
    {
        if (double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            CheckNumber(number, value, ref issues);
        }
        else
        {
            issues.Add(VectorIssueKind.TypeMismatch, Name, value.ToString(), _logicalType);
        }
    }

    private void CheckNumber(double number, in ServedValue value, ref VectorIssueList issues)
    {
        if (double.IsNaN(number))
        {
            if (!_allowsNan)
            {
                issues.Add(VectorIssueKind.NotANumber, Name, value.ToString(), $"{_logicalType}, always a number");
            }
        }
        else if (number < _minimum || number > _maximum)
        {
            issues.Add(VectorIssueKind.OutOfRange, Name, value.ToString(), string.Create(CultureInfo.InvariantCulture, $"{_minimum:R} to {_maximum:R}"));
        }
    }

    private static string Categories(FrozenSet<string> categories)
    {
        const int Shown = 5;
        var first = string.Join(", ", categories.Order(StringComparer.Ordinal).Take(Shown).Select(c => $"'{Graph.Identifier.Printable(c)}'"));
        return categories.Count > Shown ? string.Create(CultureInfo.InvariantCulture, $"one of {categories.Count}: {first}, …") : $"one of: {first}";
    }
}
