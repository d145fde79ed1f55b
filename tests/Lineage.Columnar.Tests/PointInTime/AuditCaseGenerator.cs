using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime;

/// <summary>Small audits at random, from few entities, times and values, so that everything collides with everything.</summary>
internal sealed class AuditCaseGenerator(int seed)
{
    private const int MostSteps = 10;
    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "+05:30"];
    private static readonly IArrowType[] Integers = [UInt8Type.Default, Int16Type.Default, Int32Type.Default, Int64Type.Default, UInt64Type.Default];
    private readonly Random _random = new(seed);
    private TimeSpan _step;
    private int _steps;
    private bool _dates;
    private bool _zoned;

    public AuditCase Next()
    {
        _steps = Chance(0.3) ? _random.Next(1, 3) : MostSteps;
        _dates = Chance(0.2);
        _step = _dates ? TimeSpan.FromDays(1) : TimeSpan.FromSeconds(1);
        _zoned = Chance(0.5);
        var keys = _random.Next(1, 3);
        var rows = _random.Next(0, 13);
        var rule = (KnowledgeRule)_random.Next(3);
        var draft = new AuditCase
        {
            Keys = Keys(keys, rows, table: true),
            LabelTime = Time("label_time", rows, 0.05),
            Label = new("label", DoubleType.Default, Fill(rows, () => Value(0))),
            Histories = [.. Enumerable.Range(0, _random.Next(1, 3)).Select(index => History($"history{index}", keys, rows))],
            Rule = rule,
            KnownAt = rule == KnowledgeRule.Fixed ? At(_random.Next(_steps)) : null,
            Exclusive = Chance(0.3),
            MaxFindings = _random.Next(0, 15),
        };
        return WithExpectedCells(draft);
    }

    private AuditCase WithExpectedCells(AuditCase audit)
    {
        var oracle = new AuditOracle(audit);
        var correct = Chance(0.2) ? 1 : _random.NextDouble();
        foreach (var history in audit.Histories)
        {
            history.Cells = [.. history.Cells.Select((cells, feature) => cells with
            {
                Values = [.. cells.Values.Select((value, row) => Chance(correct) ? AsCell(oracle.Expected(history, feature, row).Value, cells.Type) : value)],
            })];
        }

        return Chance(0.2) ? audit with { Label = audit.Histories[0].Cells[0] with { Name = "label" } } : audit;
    }

    private HistoryCase History(string name, int keys, int tableRows)
    {
        var rows = _random.Next(0, 20);
        var features = _random.Next(1, 4);
        var kinds = Enumerable.Range(0, features).Select(_ => _random.Next(3)).ToArray();
        var known = Chance(0.7) ? Time("created", rows, 0.2) : null;
        return new()
        {
            Name = name,
            Keys = Keys(keys, rows, table: false),
            Event = Time("happened", rows, 0.05),
            Known = known,
            Values = [.. kinds.Select((kind, index) => new TestColumn($"value{features - index}", SourceType(kind), Fill(rows, () => Value(kind))))],
            Cells = [.. kinds.Select((kind, index) =>
                new TestColumn($"{name}_value{index}", TableType(kind), Fill(tableRows, () => kind == 2 && Chance(0.1) ? -0.0 : AsCell(Value(kind), TableType(kind)))))],
            TimeToLive = Chance(0.5) ? _step * _random.Next(0, 6) : null,
            Lag = Chance(0.4) ? _step * _random.Next(0, 4) : TimeSpan.Zero,
            Strict = known is not null && Chance(0.3),
        };
    }

    private TestColumn[] Keys(int count, int rows, bool table)
    {
        var integer = Integers[_random.Next(Integers.Length)];
        TestColumn[] keys =
        [
            new(table ? "id" : "entity", integer, Fill(rows, () => Chance(0.05) ? null : Id(integer))),
            new("region", StringType.Default, Fill(rows, () => Chance(0.05) ? null : Chance(0.5) ? "north" : "")),
        ];
        return keys[..count];
    }

    // Beyond the signed range -1 and the greatest have the same bits.
    private object Id(IArrowType type) => type is UInt64Type && Chance(0.2) ? ulong.MaxValue
        : type is Int64Type && Chance(0.2) ? (Chance(0.5) ? -1L : long.MaxValue)
        : (long)_random.Next(3);

    private TestColumn Time(string name, int rows, double nulls)
    {
        if (_dates && Chance(0.5))
        {
            return new(name, Date32Type.Default, Fill(rows, () => Chance(nulls) ? null : At(_random.Next(_steps))));
        }

        var unit = (TimeUnit)_random.Next(4);
        var extremes = Chance(0.1);
        return new(name, new TimestampType(unit, _zoned ? Zones[_random.Next(Zones.Length)] : null), Fill(rows, () =>
            Chance(nulls) ? null
            : extremes && Chance(0.2) ? new Instant((Int128)(Chance(0.5) ? long.MinValue : long.MaxValue) * TestColumn.NanosecondsOf(unit))
            : At(_random.Next(_steps))));
    }

    private object? Value(int kind) => Chance(0.15) ? null : kind switch
    {
        0 => new[] { 0.0, -0.0, double.NaN, 1.5 }[_random.Next(4)],
        1 => new[] { "", "a", "b" }[_random.Next(3)],
        _ => (long)_random.Next(3),
    };

    // An integer history stands in the table as a float, as a join that left nulls would make it.
    private static IArrowType SourceType(int kind) => kind switch { 0 => DoubleType.Default, 1 => StringType.Default, _ => Int64Type.Default };

    private static IArrowType TableType(int kind) => kind == 1 ? StringType.Default : DoubleType.Default;

    private static object? AsCell(object? value, IArrowType type) => value is long number && type is DoubleType ? (double)number : value;

    private static Instant At(int step, TimeSpan size) => new Instant(Int128.Zero) + (size * step);

    private Instant At(int step) => At(step, _step);

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private static object?[] Fill(int rows, Func<object?> value) => [.. Enumerable.Range(0, rows).Select(_ => value())];
}
