using System.Collections.Frozen;
using Lineage.Columnar.Time;

namespace Lineage.Core.Consistency;

/// <summary>
/// What the vectors of one model version must be, compiled once from what it was trained on. Immutable, and true for as long as the graph stands, since what a model version
/// was trained on never changes. A vector in which nothing is wrong is checked without an allocation.
/// </summary>
public sealed class VectorContract
{
    private readonly FeatureRule[] _features;
    private readonly FrozenSet<string> _featureNames;
    private readonly FeatureSetRule[] _featureSets;
    private readonly FrozenSet<string> _featureSetNames;
    private readonly bool _isLineageWhole;
    private readonly string? _unprofiled;
    private readonly VectorReport _clean;

    private VectorContract(TrainingRecord training)
    {
        var profile = TrainingProfile.Of(training.Splits);
        _unprofiled = profile is null ? training.Splits.FirstOrDefault(s => s.Profile is null)?.Name.Value ?? training.ModelVersion.Value : null;
        _features = [.. training.Inputs.Select(i => new FeatureRule(i, profile?.GetValueOrDefault(i.Name)))];
        _featureNames = _features.Select(f => f.Name).ToFrozenSet(StringComparer.Ordinal);
        _featureSets = [.. training.FeatureSets.Select(f => new FeatureSetRule(f))];
        _featureSetNames = _featureSets.Select(f => f.Name).ToFrozenSet(StringComparer.Ordinal);
        _isLineageWhole = training.WithoutLineage.Count == 0 && training.FeatureSets.Count > 0;
        ModelVersion = training.ModelVersion.Value;
        Weight = 1 + _features.Sum(f => f.Weight) + _featureSets.Length;
        _clean = new VectorReport(Accepted: true, [], ModelVersion);
    }

    /// <summary>The model version.</summary>
    public string ModelVersion { get; }

    /// <summary>How much memory the contract takes, in strings held.</summary>
    internal int Weight { get; }

    /// <summary>Compiles what a model version was trained on.</summary>
    public static VectorContract Compile(TrainingRecord training) => new(training);

    /// <summary>Checks one vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="now">The serving time of a vector that gives none.</param>
    /// <param name="policy">Which issues block.</param>
    public VectorReport Check<TVector>(TVector vector, Instant now, VectorPolicy policy)
        where TVector : struct, IServedVector
    {
        var issues = new VectorIssueList(policy);
        if (_unprofiled is not null)
        {
            issues.Add(VectorIssueKind.NotChecked, _unprofiled, string.Empty, "a profile of every training split");
            return Report(issues);
        }

        CheckValues(vector, ref issues);
        CheckVersions(vector, ref issues);
        CheckTimes(vector, vector.ServeTime ?? now, ref issues);
        return Report(issues);
    }

    private VectorReport Report(VectorIssueList issues) => issues.IsEmpty ? _clean : new VectorReport(issues.IsAccepted, issues.ToList(), ModelVersion);

    private void CheckValues<TVector>(TVector vector, ref VectorIssueList issues)
        where TVector : struct, IServedVector
    {
        var known = 0;
        foreach (var feature in _features)
        {
            feature.Check(vector, ref known, ref issues);
        }

        if (known == vector.ValueCount)
        {
            return;
        }

        foreach (var extra in vector.Features.Where(f => !_featureNames.Contains(f)).Order(StringComparer.Ordinal))
        {
            _ = vector.TryGetValue(extra, out var value);
            issues.Add(VectorIssueKind.ValueExtra, extra, value.ToString(), string.Empty);
        }
    }

    private void CheckVersions<TVector>(TVector vector, ref VectorIssueList issues)
        where TVector : struct, IServedVector
    {
        var versions = vector.FeatureSetVersions;
        for (var i = 0; i < versions.Count; i++)
        {
            if (!_featureSetNames.Contains(versions[i]))
            {
                AddUnknown(versions[i], ref issues);
            }
        }
    }

    private void CheckTimes<TVector>(TVector vector, Instant serveTime, ref VectorIssueList issues)
        where TVector : struct, IServedVector
    {
        if (vector.EventTimeCount == 0)
        {
            return;
        }

        var known = 0;
        foreach (var featureSet in _featureSets)
        {
            if (vector.TryGetEventTime(featureSet.Name, out var time))
            {
                known++;
                featureSet.Check(time, serveTime, ref issues);
            }
        }

        if (known == vector.EventTimeCount)
        {
            return;
        }

        foreach (var other in vector.EventTimeSources.Where(s => !_featureSetNames.Contains(s)).Except(vector.FeatureSetVersions).Order(StringComparer.Ordinal))
        {
            AddUnknown(other, ref issues);
        }
    }

    /// <summary>Where the lineage has gaps, nobody can say that training did not use the version.</summary>
    private void AddUnknown(string version, ref VectorIssueList issues)
    {
        var trained = _featureSets.Where(f => version.StartsWith(f.Prefix, StringComparison.Ordinal)).Select(f => f.Name);
        if (_isLineageWhole)
        {
            issues.Add(VectorIssueKind.WrongFeatureSetVersion, version, version, string.Join(" or ", trained));
        }
        else
        {
            issues.Add(VectorIssueKind.NotChecked, version, version, "a record of the feature set versions that training data was built from");
        }
    }
}
