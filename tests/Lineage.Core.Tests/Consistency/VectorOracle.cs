using System.Globalization;
using Lineage.Columnar.Profiling;
using Lineage.Columnar.Time;
using Lineage.Core.Consistency;
using Lineage.Core.FeatureSets;

namespace Lineage.Core.Tests.Consistency;

/// <summary>The vector check as the protocol describes it, in its plainest form: every question is asked of every split again.</summary>
internal sealed class VectorOracle(VectorCase example)
{
    private readonly List<(VectorIssueKind Kind, string Subject)> _found = [];

    public IReadOnlyList<(VectorIssueKind Kind, bool Blocking, string Subject)> Issues()
    {
        if (example.Training.Splits.FirstOrDefault(s => s.Profile is null) is { } unprofiled)
        {
            _found.Add((VectorIssueKind.NotChecked, unprofiled.Name.Value));
        }
        else
        {
            Values();
            Sources();
        }

        return [.. _found.Select(f => (f.Kind, Blocks(f.Kind), f.Subject)).OrderBy(f => !f.Item2)];
    }

    private bool Blocks(VectorIssueKind kind) => kind switch
    {
        VectorIssueKind.NotChecked => example.FailureMode == FailureMode.Closed,
        VectorIssueKind.ValueExtra or VectorIssueKind.OutOfRange or VectorIssueKind.UnseenCategory => example.AlsoBlocking.Contains(kind),
        _ => true,
    };

    private void Values()
    {
        foreach (var input in example.Training.Inputs)
        {
            var columns = example.Training.Splits.Select(s => s.Profile!.Columns.SingleOrDefault(c => c.Name == input.Name)).ToList();
            var known = columns.Contains(null) ? null : columns.OfType<ColumnProfile>().ToList();
            if (!example.Values.TryGetValue(input.Name, out var value))
            {
                _found.Add((VectorIssueKind.ValueMissing, input.Name));
            }
            else if (Problem(input, value, known) is { } kind)
            {
                _found.Add((kind, input.Name));
            }
        }

        foreach (var extra in example.Values.Keys.Where(k => example.Training.Inputs.All(i => i.Name != k)).Order(StringComparer.Ordinal))
        {
            _found.Add((VectorIssueKind.ValueExtra, extra));
        }
    }

    private static VectorIssueKind? Problem(Feature input, object? value, List<ColumnProfile>? columns)
    {
        if (value is null)
        {
            var mayBeNull = columns?.Exists(c => c.NullCount > 0) ?? input.Nullable;
            return mayBeNull ? null : VectorIssueKind.UnexpectedNull;
        }

        if (!IsOf(input.LogicalType, value))
        {
            return VectorIssueKind.TypeMismatch;
        }

        if (Number(input.LogicalType, value) is { } number)
        {
            return double.IsNaN(number)
                ? columns is null || columns.Exists(c => c.NanCount > 0) ? null : VectorIssueKind.NotANumber
                : columns is not null && IsOutside(number, columns) ? VectorIssueKind.OutOfRange : null;
        }

        var category = value is bool truth ? (truth ? "true" : "false") : value as string;
        return category is not null && columns is not null && IsUnseen(category, columns) ? VectorIssueKind.UnseenCategory : null;
    }

    private static bool IsOf(string type, object value) => type switch
    {
        "boolean" => value is bool,
        "integer" => value is long,
        "float" => value is double or long,
        "decimal" => value is double or long || (value is string text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)),
        "string" => value is string,
        "binary" => value is byte[],
        "timestamp[utc]" => value is Instant,
        "date" => value is Instant or string,
        "time" => value is long or string,
        "list<integer>" => value is string or byte[],
        "null" => false,
        _ => true,
    };

    private static double? Number(string type, object value) => value switch
    {
        long number => number,
        double number => number,
        string text when type == "decimal" => double.Parse(text, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool IsOutside(double number, List<ColumnProfile> columns)
    {
        var filled = columns.Where(c => c.Count - c.NanCount > 0).ToList();
        if (filled.Count == 0 || columns.Select(c => c.LogicalType).Distinct().Count() > 1)
        {
            return false;
        }

        return (filled.TrueForAll(c => c.Minimum is not null) && filled.TrueForAll(c => number < c.Minimum))
            || (filled.TrueForAll(c => c.Maximum is not null) && filled.TrueForAll(c => number > c.Maximum));
    }

    private static bool IsUnseen(string category, List<ColumnProfile> columns)
    {
        var filled = columns.Exists(c => c.Count > 0) ? columns.Where(c => c.Count > 0).ToList() : columns;
        return columns.Select(c => c.LogicalType).Distinct().Count() == 1
            && filled.TrueForAll(c => c.Categories is not null)
            && !filled.Exists(c => c.Categories!.Contains(category));
    }

    private void Sources()
    {
        foreach (var version in example.FeatureSetVersions)
        {
            Source(version);
        }

        foreach (var set in example.Training.FeatureSets)
        {
            if (example.EventTimes.TryGetValue(set.Name.Value, out var time))
            {
                Age(set, (long)((example.ServeTime ?? VectorCases.Now).UnixNanoseconds - time.UnixNanoseconds));
            }
        }

        foreach (var source in example.EventTimes.Keys.Order(StringComparer.Ordinal))
        {
            if (!example.FeatureSetVersions.Contains(source))
            {
                Source(source);
            }
        }
    }

    private void Source(string version)
    {
        if (example.Training.FeatureSets.All(f => f.Name.Value != version))
        {
            _found.Add((example.Training.WithoutLineage.Count > 0 ? VectorIssueKind.NotChecked : VectorIssueKind.WrongFeatureSetVersion, version));
        }
    }

    private void Age(TrainingFeatureSet set, long nanoseconds)
    {
        if (nanoseconds < set.Content.Lag.TotalNanoseconds)
        {
            _found.Add((VectorIssueKind.FutureValue, set.Name.Value));
        }
        else if (nanoseconds > set.Content.TimeToLive?.TotalNanoseconds)
        {
            _found.Add((VectorIssueKind.StaleValue, set.Name.Value));
        }
    }
}
