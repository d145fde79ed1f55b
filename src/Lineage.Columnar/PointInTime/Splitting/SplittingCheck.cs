using System.Globalization;
using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>Finds everything that is wrong with a split specification, before a row is read.</summary>
internal sealed class SplittingCheck
{
    private readonly ITableSource _table;
    private readonly SplitSpecification _specification;
    private readonly ViolationList _violations = new();

    private SplittingCheck(ITableSource table, SplitSpecification specification) => (_table, _specification) = (table, specification);

    private bool IsByTime => _specification.Kind == SplitKind.Time;

    /// <exception cref="AuditSpecificationException">Something is wrong.</exception>
    public static void Require(ITableSource table, SplitSpecification specification)
    {
        var check = new SplittingCheck(table, specification);
        check.CheckKind();
        check.CheckSplits();
        check.CheckColumns();
        check.CheckEmbargo();
        check.CheckBounds();
        check._violations.ThrowIfAny();
    }

    private void CheckKind()
    {
        if (!Enum.IsDefined(_specification.Kind))
        {
            _violations.Add("kind", $"{(int)_specification.Kind} is no kind of split");
        }
        else if (IsByTime == _specification.Seed.HasValue)
        {
            _violations.Add("seed", IsByTime ? "a split by time has no seed" : "is needed, so that the same rows are chosen again");
        }
    }

    private void CheckSplits()
    {
        var splits = _specification.Splits;
        if (splits.Count is 0 or > SplitSpecification.MostSplits)
        {
            _violations.Add("splits", $"{splits.Count} are not within 1 to {SplitSpecification.MostSplits}");
        }

        HashSet<string> names = [];
        for (var index = 0; index < splits.Count; index++)
        {
            if (string.IsNullOrEmpty(splits[index].Name))
            {
                _violations.Add($"splits[{index}].name", "is empty");
            }
            else if (!names.Add(splits[index].Name))
            {
                _violations.Add($"splits[{index}].name", $"'{splits[index].Name}' is given twice");
            }
        }

        var hasCuts = IsByTime && !splits.Any(split => split.Fraction.HasValue);
        if (hasCuts)
        {
            CheckCuts();
            return;
        }

        CheckFractions();
        for (var index = 0; index < splits.Count; index++)
        {
            if (splits[index].From is not null)
            {
                _violations.Add($"splits[{index}].from", IsByTime ? "where there are fractions, these say where a split begins" : "only splits by time begin at a time");
            }
        }
    }

    private void CheckFractions()
    {
        var sum = 0m;
        for (var index = 0; index < _specification.Splits.Count; index++)
        {
            var fraction = _specification.Splits[index].Fraction;
            if (fraction is null or <= 0 or > 1)
            {
                var problem = fraction is { } given ? string.Create(CultureInfo.InvariantCulture, $"{given} is not above 0 and at most 1") : "is needed";
                _violations.Add($"splits[{index}].fraction", problem);
            }
            else
            {
                sum += fraction.Value;
            }
        }

        if (sum > 1)
        {
            _violations.Add("splits", string.Create(CultureInfo.InvariantCulture, $"the fractions sum to {sum}, more than 1"));
        }
    }

    private void CheckCuts()
    {
        var splits = _specification.Splits;
        if (splits.Count > 0 && splits[0].From is not null)
        {
            _violations.Add("splits[0].from", "the first split begins with the table");
        }

        for (var index = 1; index < splits.Count; index++)
        {
            var at = $"splits[{index}].from";
            if (splits[index].From is not { } cut)
            {
                _violations.Add(at, "is needed, or a fraction for every split");
            }
            else if (!SplitCut.TryParse(cut.ToString(), out var again) || again != cut)
            {
                _violations.Add(at, $"{cut} is no time of the years 1 to 9999");
            }
            else if (index > 1 && splits[index - 1].From is { } before && cut.Time <= before.Time)
            {
                _violations.Add(at, $"{cut} is not after {before}, where the split before begins");
            }
        }
    }

    private void CheckColumns()
    {
        if (_specification.EntityKeys.Count == 0 && !IsByTime)
        {
            _violations.Add("entity_keys", "at least one column is needed");
        }

        RequireKeys(_violations.Columns(_table, _specification.EntityKeys, "entity_keys"));
        if (_specification.LabelTimeColumn is not null || _specification.Kind != SplitKind.Entity)
        {
            RequireClock(_violations.TimeColumn(_table, _specification.LabelTimeColumn, "label_time_column"));
        }

        if (_specification.LabelColumn is not null)
        {
            _violations.Column(_table, _specification.LabelColumn, "label_column");
        }

        if (_specification.Kind == SplitKind.Stratified != _specification.StratifyBy.Count > 0)
        {
            _violations.Add("stratify_by", _specification.StratifyBy.Count > 0 ? "only STRATIFIED has classes" : "at least one column is needed");
        }

        _violations.Columns(_table, _specification.StratifyBy, "stratify_by");
    }

    private void RequireKeys(Field?[] keys)
    {
        for (var index = 0; index < keys.Length; index++)
        {
            if (keys[index] is { } key && LogicalType.Of(key) is var type && (type == LogicalType.Null || type.Contains('<', StringComparison.Ordinal)))
            {
                _violations.Add($"entity_keys[{index}]", $"'{key.Name}' is {type}, which is no type of a key");
            }
        }
    }

    private void RequireClock(Field? column)
    {
        if (column is null || !IsByTime)
        {
            return;
        }

        var clock = LogicalType.Of(column) switch
        {
            LogicalType.Timestamp => SplitClock.Local,
            LogicalType.TimestampUtc => SplitClock.Zoned,
            _ => SplitClock.Date,
        };
        for (var index = 0; index < _specification.Splits.Count; index++)
        {
            if (_specification.Splits[index].From is { } cut && cut.Clock != clock && cut.Clock != SplitClock.Date && clock != SplitClock.Date)
            {
                _violations.Add(
                    $"splits[{index}].from",
                    $"{cut} has {(cut.Clock == SplitClock.Zoned ? "a" : "no")} zone, but '{column.Name}' is {LogicalType.Of(column)}: one has a zone, the other has none");
            }
        }
    }

    private void CheckEmbargo()
    {
        if (_specification.Embargo < TimeSpan.Zero)
        {
            _violations.Add("embargo", "is negative");
        }
        else if (_specification.Embargo > TimeSpan.Zero && !IsByTime)
        {
            _violations.Add("embargo", "only splits by time have one");
        }
    }

    private void CheckBounds()
    {
        if (_specification.MaxClasses is < 0 or > SplitSpecification.MostListedClasses)
        {
            _violations.Add("max_classes", $"{_specification.MaxClasses} is not within 0 to {SplitSpecification.MostListedClasses}");
        }

        if (_specification.Workers < 1)
        {
            _violations.Add("workers", $"{_specification.Workers} is less than 1");
        }
    }
}
