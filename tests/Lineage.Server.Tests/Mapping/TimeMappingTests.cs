using Google.Protobuf.WellKnownTypes;
using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Server.Mapping;

namespace Lineage.Server.Tests.Mapping;

public sealed class TimeMappingTests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00.000000000Z", 0, 0)]
    [InlineData("1969-12-31T23:59:59.999999999Z", -1, 999_999_999)]
    [InlineData("0001-01-01T00:00:00.000000000Z", -62_135_596_800, 0)]
    [InlineData("9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999)]
    public void Instants_BothWays_AreTheSame(string text, long seconds, int nanos)
    {
        var wire = Instant.Parse(text).ToWire();

        Assert.Equal(new Timestamp { Seconds = seconds, Nanos = nanos }, wire);
        Assert.Equal(text, wire.ToInstant("f").ToString());
    }

    [Theory]
    [InlineData(-62_135_596_801, 0)]
    [InlineData(253_402_300_800, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1_000_000_000)]
    public void ToInstant_BeyondTheCalendar_NamesTheField(long seconds, int nanos)
    {
        var error = Assert.Throws<LineageException>(() => new Timestamp { Seconds = seconds, Nanos = nanos }.ToInstant("as_of"));

        Assert.Equal("as_of", error.Violations.Single().Field);
    }

    [Theory]
    [InlineData(1, -100)]
    [InlineData(0, 99)]
    [InlineData(400_000_000_000, 0)]
    [InlineData(long.MinValue, 0)]
    [InlineData(long.MaxValue, 0)]
    [InlineData(0, int.MinValue)]
    public void ToTimeSpan_Malformed_NamesTheField(long seconds, int nanos)
    {
        var error = Assert.Throws<LineageException>(() => new Duration { Seconds = seconds, Nanos = nanos }.ToTimeSpan("lag"));

        Assert.Equal("lag", error.Violations.Single().Field);
    }

    [Fact]
    public void Durations_BothWays_AreTheSame() =>
        Assert.Equal(TimeSpan.FromTicks(-15), TimeSpan.FromTicks(-15).ToWire().ToTimeSpan("f"));
}
