using Google.Protobuf.WellKnownTypes;
using Lineage.Columnar.Time;
using Lineage.Core.Consistency;

namespace Lineage.Server.Mapping;

/// <summary>A feature vector as it came in, read in place.</summary>
internal readonly struct WireVector(V1.FeatureVector vector) : IServedVector
{
    public Instant? ServeTime => vector.ServeTime is { } time ? Read(time) : null;

    public int ValueCount => vector.Values.Count;

    public IEnumerable<string> Features => vector.Values.Keys;

    public int EventTimeCount => vector.EventTimes.Count;

    public IEnumerable<string> EventTimeSources => vector.EventTimes.Keys;

    public IReadOnlyList<string> FeatureSetVersions => vector.FeatureSetVersions;

    public bool TryGetValue(string feature, out ServedValue value)
    {
        var found = vector.Values.TryGetValue(feature, out var wire);
        value = found ? Read(wire!) : default;
        return found;
    }

    public bool TryGetEventTime(string featureSetVersion, out EventTime time)
    {
        var found = vector.EventTimes.TryGetValue(featureSetVersion, out var wire);
        time = found ? new EventTime(Read(wire!)) : default;
        return found;
    }

    private static ServedValue Read(V1.FeatureValue value) => value.KindCase switch
    {
        V1.FeatureValue.KindOneofCase.BoolValue => ServedValue.Of(value.BoolValue),
        V1.FeatureValue.KindOneofCase.IntValue => ServedValue.Of(value.IntValue),
        V1.FeatureValue.KindOneofCase.DoubleValue => ServedValue.Of(value.DoubleValue),
        V1.FeatureValue.KindOneofCase.StringValue => ServedValue.Of(value.StringValue),
        V1.FeatureValue.KindOneofCase.BytesValue => ServedValue.OfBytes(value.BytesValue.Length),
        V1.FeatureValue.KindOneofCase.TimestampValue => ServedValue.Of(Read(value.TimestampValue)),
        _ => default,
    };

    /// <summary>Any pair of numbers is some instant: a vector with an odd one is answered with its report, not with an error that ends its stream.</summary>
    private static Instant Read(Timestamp time) => new(((Int128)time.Seconds * 1_000_000_000) + time.Nanos);
}
