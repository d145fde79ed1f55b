using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.PointInTime;

/// <summary>Finds everything that is wrong with a specification, before a row is read.</summary>
internal sealed class SpecificationCheck
{
    private readonly ITableSource _table;
    private readonly JoinSpecification _specification;
    private readonly ViolationList _violations = new();
    private readonly Dictionary<string, FeatureHistory> _mapped = new(StringComparer.Ordinal);
    private readonly Field?[] _keys;
    private readonly Field? _labelTime;

    private SpecificationCheck(ITableSource table, JoinSpecification specification)
    {
        _table = table;
        _specification = specification;
        if (specification.EntityKeys.Count == 0)
        {
            _violations.Add("entity_keys", "at least one column is needed");
        }

        _keys = _violations.Columns(table, specification.EntityKeys, "entity_keys");
        _labelTime = _violations.TimeColumn(table, specification.LabelTimeColumn, "label_time_column");
    }

    /// <summary>For a table that has the features.</summary>
    /// <exception cref="AuditSpecificationException">Something is wrong.</exception>
    public static void Require(ITableSource table, AuditSpecification specification)
    {
        var check = new SpecificationCheck(table, specification);
        if (specification.LabelColumn is not null)
        {
            check._violations.Column(table, specification.LabelColumn, "label_column");
        }

        check.CheckHistories(check.CheckAudited);
        check.CheckRules();
        if (specification.MaxFindings is < 0 or > AuditSpecification.MostFindings)
        {
            check._violations.Add("max_findings", $"{specification.MaxFindings} is not within 0 to {AuditSpecification.MostFindings}");
        }

        check._violations.ThrowIfAny();
    }

    /// <summary>For a table that gets the features.</summary>
    /// <exception cref="AuditSpecificationException">Something is wrong.</exception>
    public static void Require(ITableSource spine, BuildSpecification specification)
    {
        var check = new SpecificationCheck(spine, specification);
        check.CheckHistories(check.CheckBuilt);
        check.CheckRules();
        if (specification.Workers < 1)
        {
            check._violations.Add("workers", $"{specification.Workers} cannot do any work");
        }

        check._violations.ThrowIfAny();
    }

    private void CheckHistories(Action<FeatureHistory, FeatureMapping, string> checkFeature)
    {
        if (_specification.Histories.Count == 0)
        {
            _violations.Add("histories", "at least one history is needed");
        }

        for (var index = 0; index < _specification.Histories.Count; index++)
        {
            CheckHistory(_specification.Histories[index], $"histories[{index}]", checkFeature);
        }
    }

    private void CheckRules()
    {
        switch (_specification.KnowledgeRule)
        {
            case KnowledgeRule.Fixed when _specification.KnownAt is null:
                _violations.Add("known_at", "the rule FIXED needs the instant");
                break;
            case KnowledgeRule.Unset or KnowledgeRule.LabelTime when _specification.KnownAt is not null:
                _violations.Add("known_at", "only the rule FIXED has an instant");
                break;
            case < KnowledgeRule.Unset or > KnowledgeRule.Fixed:
                _violations.Add("knowledge_rule", $"{(int)_specification.KnowledgeRule} is no rule");
                break;
            default:
                break;
        }
    }

    private void CheckHistory(FeatureHistory history, string at, Action<FeatureHistory, FeatureMapping, string> checkFeature)
    {
        CheckKeys(history, $"{at}.key_columns");
        var time = _violations.TimeColumn(history.Source, history.EventTimeColumn, $"{at}.event_time_column");
        RequireSameClock(time, $"{at}.event_time_column");
        if (history.KnownAtColumn is not null)
        {
            // Only a label time is compared with it: a fixed instant is UTC, and so is a time without a zone.
            var known = _violations.TimeColumn(history.Source, history.KnownAtColumn, $"{at}.known_at_column");
            RequireSameClock(_specification.KnowledgeRule == KnowledgeRule.LabelTime ? known : null, $"{at}.known_at_column");
        }
        else if (history.StrictKnownAt)
        {
            _violations.Add($"{at}.strict_known_at", "a strict history needs a known_at_column");
        }

        if (history.TimeToLive < TimeSpan.Zero)
        {
            _violations.Add($"{at}.time_to_live", "is negative");
        }

        if (history.Lag < TimeSpan.Zero)
        {
            _violations.Add($"{at}.lag", "is negative");
        }

        if (history.Features.Count == 0)
        {
            _violations.Add($"{at}.features", "at least one feature is needed");
        }

        for (var index = 0; index < history.Features.Count; index++)
        {
            checkFeature(history, history.Features[index], $"{at}.features[{index}]");
        }
    }

    private void CheckKeys(FeatureHistory history, string at)
    {
        var keys = _violations.Columns(history.Source, history.KeyColumns, at);
        if (keys.Length != _keys.Length)
        {
            _violations.Add(at, $"{keys.Length} key columns cannot match the table's {_keys.Length}");
            return;
        }

        for (var index = 0; index < keys.Length; index++)
        {
            if (keys[index] is { } own && _keys[index] is { } key && LogicalType.Of(own) != LogicalType.Of(key))
            {
                _violations.Add($"{at}[{index}]", $"'{own.Name}' is {LogicalType.Of(own)}, but the table's '{key.Name}' is {LogicalType.Of(key)}");
            }
        }
    }

    private void CheckAudited(FeatureHistory history, FeatureMapping mapping, string at)
    {
        var column = _violations.Column(_table, mapping.TableColumn, $"{at}.table_column");
        if (string.IsNullOrEmpty(mapping.TableColumn))
        {
            return;
        }

        var source = _violations.Column(history.Source, mapping.SourceName, $"{at}.source_column");
        if (!_mapped.TryAdd(mapping.TableColumn, history))
        {
            _violations.Add($"{at}.table_column", $"'{mapping.TableColumn}' is mapped twice");
        }

        if (column is not null && source is not null && CellValue.Between(LogicalType.Of(column), LogicalType.Of(source)) is null)
        {
            _violations.Add(
                $"{at}.table_column",
                $"'{column.Name}' is {LogicalType.Of(column)}, but the history's '{source.Name}' is {LogicalType.Of(source)}: they cannot be compared");
        }
    }

    private void CheckBuilt(FeatureHistory history, FeatureMapping mapping, string at)
    {
        if (string.IsNullOrEmpty(mapping.TableColumn))
        {
            _violations.Add($"{at}.table_column", "is empty");
            return;
        }

        _violations.Column(history.Source, mapping.SourceName, $"{at}.source_column");
        var name = $"the feature '{mapping.TableColumn}' of '{history.Name}' has the name of";
        if (_table.Schema.FieldsList.Any(field => string.Equals(field.Name, mapping.TableColumn, StringComparison.Ordinal)))
        {
            _violations.Add($"{at}.table_column", $"{name} the column '{mapping.TableColumn}' of {_table.Description}");
        }
        else if (_mapped.TryGetValue(mapping.TableColumn, out var other))
        {
            _violations.Add($"{at}.table_column", $"{name} the feature '{mapping.TableColumn}' of '{other.Name}'");
        }
        else
        {
            _mapped.Add(mapping.TableColumn, history);
        }
    }

    private void RequireSameClock(Field? column, string at)
    {
        if (column is not null && _labelTime is not null && ViolationList.AreOnDifferentClocks(column, _labelTime))
        {
            _violations.Add(
                at, $"'{column.Name}' is {LogicalType.Of(column)}, but the label time '{_labelTime.Name}' is {LogicalType.Of(_labelTime)}: one has a zone, the other has none");
        }
    }
}
