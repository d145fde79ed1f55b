using System.Globalization;
using System.Text;
using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;

namespace Lineage.Core.Resources;

/// <summary>
/// Parses filters, the part of AIP-160 that every store answers from its indexes: <c>field op value</c> joined by <c>AND</c>. Operators are <c>= != &lt; &lt;= &gt; &gt;=</c>. A value is
/// a quoted text (<c>\"</c> and <c>\\</c> escaped; a trailing <c>*</c> after <c>=</c> matches a prefix), a number, <c>true</c>, <c>false</c>, or a bare word.
/// A part of a field that holds other characters than letters, digits and <c>_ -</c> is quoted too: <c>tags."my tag"</c>.
/// </summary>
internal ref struct FilterParser
{
    private const int MaxLength = 4_096;
    private const int MaxConditions = 32;
    private static readonly (string Text, FilterOperator Operator)[] Operators =
    [
        ("!=", FilterOperator.NotEquals), ("<=", FilterOperator.LessOrEqual), (">=", FilterOperator.GreaterOrEqual),
        ("=", FilterOperator.Equals), ("<", FilterOperator.Less), (">", FilterOperator.Greater),
    ];

    private readonly NodeKind _kind;
    private readonly string _text;
    private int _at;

    private FilterParser(NodeKind kind, string text)
    {
        _kind = kind;
        _text = text;
    }

    /// <exception cref="LineageException"><see cref="ErrorReason.InvalidFilter"/>, with the position.</exception>
    public static IReadOnlyList<PropertyFilter> Parse(NodeKind kind, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        if (text.Length > MaxLength)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFilter, "filter", $"has {text.Length} characters; at most {MaxLength} are allowed");
        }

        var parser = new FilterParser(kind, text);
        return parser.Conditions();
    }

    private List<PropertyFilter> Conditions()
    {
        var conditions = new List<PropertyFilter> { Condition() };
        while (!AtEnd())
        {
            if (!string.Equals(Word(), "AND", StringComparison.Ordinal))
            {
                throw Wrong("expected AND");
            }

            conditions.Add(Condition());
            if (conditions.Count > MaxConditions)
            {
                throw Wrong($"has more than {MaxConditions} conditions");
            }
        }

        return conditions;
    }

    private PropertyFilter Condition()
    {
        var field = Field();
        var comparison = Operator();
        var (value, isPrefix) = Value(field);
        if (!isPrefix)
        {
            return new PropertyFilter(field, comparison, value);
        }

        return comparison == FilterOperator.Equals
            ? new PropertyFilter(field, FilterOperator.StartsWith, value)
            : throw Wrong("a trailing * is allowed after = only");
    }

    private string Field()
    {
        var field = new StringBuilder();
        do
        {
            field.Append(field.Length == 0 ? string.Empty : ".");
            SkipSpaces();
            field.Append(_at < _text.Length && _text[_at] == '"' ? Quoted() : Word());
        }
        while (Take("."));

        var name = field.ToString();
        return FilterFields.IsKnown(_kind, name)
            ? name
            : throw Wrong($"'{Identifier.Printable(name)}' is no field to filter by; there are {string.Join(", ", FilterFields.Of(_kind))}");
    }

    private FilterOperator Operator()
    {
        SkipSpaces();
        foreach (var (text, comparison) in Operators)
        {
            if (Take(text))
            {
                return comparison;
            }
        }

        throw Wrong("expected one of = != < <= > >=");
    }

    private (PropertyValue Value, bool IsPrefix) Value(string field)
    {
        SkipSpaces();
        if (_at < _text.Length && _text[_at] == '"')
        {
            var text = Quoted();
            return text.EndsWith('*') ? (text[..^1], true) : (Text(field, text), false);
        }

        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-' or '+' or '.' or '/' or ':'))
        {
            _at++;
        }

        var word = _text[start.._at];
        return word switch
        {
            "" => throw Wrong("expected a value"),
            "true" => (true, false),
            "false" => (false, false),
            _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => (integer, false),
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => (number, false),
            _ => (Text(field, word), false),
        };
    }

    /// <summary>Times are compared in the one form in which they are kept.</summary>
    private readonly PropertyValue Text(string field, string text)
    {
        if (!field.EndsWith("_time", StringComparison.Ordinal))
        {
            return text;
        }

        return Instant.TryParse(text, out var instant) ? instant.ToString() : throw Wrong($"'{Identifier.Printable(text)}' is no ISO 8601 time with an offset");
    }

    private string Word()
    {
        SkipSpaces();
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-'))
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw Wrong("expected a name");
    }

    private string Quoted()
    {
        var text = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
            {
                _at++;
            }

            text.Append(_text[_at]);
        }

        if (_at >= _text.Length)
        {
            throw Wrong("the quotation mark is not closed");
        }

        _at++;
        return text.ToString();
    }

    private bool Take(string text)
    {
        if (string.CompareOrdinal(_text, _at, text, 0, text.Length) != 0)
        {
            return false;
        }

        _at += text.Length;
        return true;
    }

    private bool AtEnd()
    {
        SkipSpaces();
        return _at == _text.Length;
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private readonly LineageException Wrong(string problem) =>
        LineageException.Invalid(ErrorReason.InvalidFilter, "filter", $"at position {_at}: {problem}");
}
