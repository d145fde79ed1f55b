using System.Globalization;
using System.Text.Json;

namespace Lineage.Columnar.PointInTime.Splitting;

/// <summary>Reads a record back, and says everything that is wrong with it at once.</summary>
internal sealed class SplitRecordReader
{
    private const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;

    private static readonly HashSet<string> Known =
        ["definition", "splits", "fractions", "cuts", "found_cuts", "entity_keys", "stratify_by", "label_time_column", "embargo"];

    private readonly SplitRecord _record;
    private readonly ViolationList _violations = new();

    private SplitRecordReader(SplitRecord record) => _record = record;

    /// <exception cref="AuditSpecificationException">It is no record of this version.</exception>
    public static SplitSpecification Read(SplitRecord record)
    {
        var reader = new SplitRecordReader(record);
        var specification = reader.Read();
        reader._violations.ThrowIfAny();
        return specification;
    }

    private SplitSpecification Read()
    {
        // Whoever does not know a parameter cannot know that membership does not depend on it.
        foreach (var unknown in _record.Parameters.Keys.Where(key => !Known.Contains(key)).Order(StringComparer.Ordinal))
        {
            _violations.Add(At(unknown), "is not known");
        }

        if (_record.Parameters.GetValueOrDefault("definition") != SplitRecord.Definition)
        {
            _violations.Add(At("definition"), $"'{_record.Parameters.GetValueOrDefault("definition")}' is not {SplitRecord.Definition}");
        }

        return new()
        {
            Kind = Kind(),
            Splits = Splits(),
            Seed = _record.Seed,
            EntityKeys = List("entity_keys"),
            LabelTimeColumn = _record.Parameters.GetValueOrDefault("label_time_column"),
            StratifyBy = List("stratify_by"),
            Embargo = Embargo(),
        };
    }

    private SplitKind Kind()
    {
        foreach (var kind in Enum.GetValues<SplitKind>())
        {
            if (SplitRecord.KindText(kind) == _record.Kind)
            {
                return kind;
            }
        }

        _violations.Add("kind", $"'{_record.Kind}' is no kind of split");
        return default;
    }

    private List<SplitPart> Splits()
    {
        var (names, fractions, cuts) = (List("splits"), List("fractions"), List("cuts"));
        if (fractions.Length > 0 && fractions.Length != names.Length)
        {
            _violations.Add(At("fractions"), $"{fractions.Length} do not fit {names.Length} splits");
        }

        if (cuts.Length > 0 && cuts.Length != names.Length - 1)
        {
            _violations.Add(At("cuts"), $"{cuts.Length} do not fit {names.Length} splits");
        }

        return [.. names.Select((name, index) => new SplitPart(name, Fraction(fractions.ElementAtOrDefault(index)), Cut(index > 0 ? cuts.ElementAtOrDefault(index - 1) : null)))];
    }

    private decimal? Fraction(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var fraction))
        {
            _violations.Add(At("fractions"), $"'{text}' is no number");
        }

        return fraction;
    }

    private SplitCut? Cut(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!SplitCut.TryParse(text, out var cut))
        {
            _violations.Add(At("cuts"), $"'{text}' is no time");
        }

        return cut;
    }

    private TimeSpan Embargo()
    {
        var text = _record.Parameters.GetValueOrDefault("embargo");
        if (text is null)
        {
            return TimeSpan.Zero;
        }

        const decimal Most = (decimal)long.MaxValue / TimeSpan.TicksPerSecond;
        if (text.EndsWith('s')
            && decimal.TryParse(text[..^1], Plain, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) < Most
            && decimal.IsInteger(seconds * TimeSpan.TicksPerSecond))
        {
            return new((long)(seconds * TimeSpan.TicksPerSecond));
        }

        _violations.Add(At("embargo"), $"'{text}' is no number of seconds");
        return TimeSpan.Zero;
    }

    private string[] List(string key)
    {
        if (!_record.Parameters.TryGetValue(key, out var text))
        {
            return [];
        }

        try
        {
            if (JsonSerializer.Deserialize(text, SplitJsonContext.Default.StringArray) is { } list && !list.Contains(null))
            {
                return list;
            }
        }
        catch (JsonException)
        {
            // Said below, in the words of every other fault.
        }

        _violations.Add(At(key), "is no JSON array of texts");
        return [];
    }

    private static string At(string key) => $"parameters[{key}]";
}
