using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Fingerprinting;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Core.Datasets;

/// <summary>How a table is to be fingerprinted, checked as far as that is possible without the table.</summary>
public sealed class FingerprintRequest
{
    /// <summary>Cut-offs that the service makes or takes, at most: each costs work for every row, and has up to 768 buckets.</summary>
    public const int MaxCutOffs = 1_024;

    private readonly string _field;

    /// <param name="options">What kind of fingerprint.</param>
    /// <param name="field">The request's field, for errors.</param>
    /// <exception cref="LineageException">The options contradict each other; all of it is named.</exception>
    public FingerprintRequest(FingerprintOptions options, string field)
    {
        _field = field;
        Options = options;
        var violations = new Violations();
        BucketRules.CheckUnique(options.EntityKeys, $"{field}.entity_keys", violations);
        CheckCutOffs(violations);
        violations.ThrowIfAny();
    }

    /// <summary>What kind of fingerprint.</summary>
    public FingerprintOptions Options { get; }

    /// <summary>Holds the options against the table.</summary>
    /// <exception cref="LineageException">A column that they name is not there, or a time is none; all of it is named.</exception>
    public void CheckAgainst(Schema schema)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in schema.FieldsList)
        {
            columns.TryAdd(column.Name, LogicalType.Of(column));
        }

        var violations = new Violations();
        CheckTime(Options.EventTimeColumn, $"{_field}.event_time_column", columns, violations);
        CheckTime(Options.KnownAtColumn, $"{_field}.known_at_column", columns, violations);
        foreach (var (i, key) in Options.EntityKeys.Index())
        {
            violations.Require(columns.ContainsKey(key), $"{_field}.entity_keys[{i}]", NotThere(key));
        }

        violations.ThrowIfAny();
    }

    private static void CheckTime(string? name, string field, Dictionary<string, string> columns, Violations violations)
    {
        if (name is null)
        {
            return;
        }

        violations.Require(columns.TryGetValue(name, out var type), field, NotThere(name));
        violations.Require(
            type is null or LogicalType.Timestamp or LogicalType.TimestampUtc or LogicalType.Date, field, $"'{Identifier.Printable(name)}' is {type}; it must be a timestamp or a date");
    }

    private static string NotThere(string column) => $"there is no column '{Identifier.Printable(column)}'";

    private void CheckCutOffs(Violations violations)
    {
        var cutOffs = Options.CutOffs;
        if (cutOffs.Count == 0)
        {
            return;
        }

        violations.Require(cutOffs.Count <= MaxCutOffs, $"{_field}.cut_offs", $"has {cutOffs.Count} cut-offs; at most {MaxCutOffs} are allowed");
        violations.Require(Options.EventTimeColumn is not null, $"{_field}.event_time_column", "is required for cut-offs");
        violations.Require(Options.Order == RowOrder.Multiset, $"{_field}.order", "must be MULTISET where there are cut-offs");
        violations.Require(Options.KnownAtColumn is not null || cutOffs.All(c => c.KnownAt is null), $"{_field}.known_at_column", "is required for cut-offs by knowledge time");
        var seen = new HashSet<CutOff>();
        foreach (var (i, cutOff) in cutOffs.Index())
        {
            violations.Require(seen.Add(cutOff), $"{_field}.cut_offs[{i}]", "is there twice");
        }
    }
}
