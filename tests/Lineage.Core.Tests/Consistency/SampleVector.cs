using Lineage.Columnar.Time;
using Lineage.Core.Consistency;

namespace Lineage.Core.Tests.Consistency;

/// <summary>A served vector for tests, over plain objects: null, bool, long, double, string, byte[] or <see cref="Instant"/>.</summary>
internal readonly struct SampleVector(
    IReadOnlyDictionary<string, object?> values,
    IReadOnlyDictionary<string, Instant> eventTimes,
    IReadOnlyList<string> featureSetVersions,
    Instant? serveTime) : IServedVector
{
    public Instant? ServeTime => serveTime;

    public int ValueCount => values.Count;

    public IEnumerable<string> Features => values.Keys;

    public int EventTimeCount => eventTimes.Count;

    public IEnumerable<string> EventTimeSources => eventTimes.Keys;

    public IReadOnlyList<string> FeatureSetVersions => featureSetVersions;

    public static SampleVector Of(params (string Name, object? Value)[] values) =>
        new(values.ToDictionary(v => v.Name, v => v.Value), new Dictionary<string, Instant>(), [], null);

    public SampleVector At(Instant time, string featureSetVersion, Instant eventTime) =>
        new(values, new Dictionary<string, Instant> { [featureSetVersion] = eventTime }, featureSetVersions, time);

    public SampleVector From(params string[] versions) => new(values, eventTimes, versions, serveTime);

    public bool TryGetValue(string feature, out ServedValue value)
    {
        var found = values.TryGetValue(feature, out var given);
        value = given switch
        {
            bool truth => ServedValue.Of(truth),
            long number => ServedValue.Of(number),
            double number => ServedValue.Of(number),
            string text => ServedValue.Of(text),
            byte[] bytes => ServedValue.OfBytes(bytes.Length),
            Instant instant => ServedValue.Of(instant),
            _ => default,
        };
        return found;
    }

    public bool TryGetEventTime(string featureSetVersion, out EventTime time)
    {
        var found = eventTimes.TryGetValue(featureSetVersion, out var given);
        time = new EventTime(given);
        return found;
    }
}
