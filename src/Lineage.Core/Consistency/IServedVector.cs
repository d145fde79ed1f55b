using Lineage.Columnar.Time;

namespace Lineage.Core.Consistency;

/// <summary>
/// One feature vector for one entity at one time, read in place: implementations are structs over what came in, so that a vector in which nothing is wrong is checked
/// without an allocation. Reading never fails, whatever was sent.
/// </summary>
public interface IServedVector
{
    /// <summary>When the vector is served; null for now.</summary>
    Instant? ServeTime { get; }

    /// <summary>How many values there are.</summary>
    int ValueCount { get; }

    /// <summary>The names of the values, each once; read only where some are not the model's.</summary>
    IEnumerable<string> Features { get; }

    /// <summary>How many event times there are.</summary>
    int EventTimeCount { get; }

    /// <summary>What the event times are of, each once; read only where some are of no feature set version that training used.</summary>
    IEnumerable<string> EventTimeSources { get; }

    /// <summary>The feature set versions that the values came from.</summary>
    IReadOnlyList<string> FeatureSetVersions { get; }

    /// <summary>The value of a feature.</summary>
    bool TryGetValue(string feature, out ServedValue value);

    /// <summary>The event time of the values of a feature set version.</summary>
    bool TryGetEventTime(string featureSetVersion, out EventTime time);
}
