using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Lineage.Core.Graph;

/// <summary>
/// The grammar of one segment of a resource name: 1 to 128 characters; letters, marks and digits of any script and
/// <c>_ - . ~ +</c>; beginning with a letter, a digit or an underscore; in Unicode normalisation form C, so that two names that look the same are
/// the same. Control characters, spaces and slashes are not allowed.
/// </summary>
public static class Identifier
{
    /// <summary>The greatest length in UTF-16 units.</summary>
    public const int MaxLength = 128;

    /// <summary>Says whether a text is a valid identifier, and if not, why.</summary>
    public static bool IsValid(string id, [NotNullWhen(false)] out string? problem)
    {
        problem = Problem(id);
        return problem is null;
    }

    /// <summary>A text cut and escaped so that it can stand in a message or a log line.</summary>
    public static string Printable(string text)
    {
        var printable = new StringBuilder();
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 80)))
        {
            _ = char.IsControl(c) || char.IsSurrogate(c) ? printable.Append($"\\u{(int)c:x4}") : printable.Append(c);
        }

        return text.Length > 80 ? printable.Append('…').ToString() : printable.ToString();
    }

    private static string? Problem(string id)
    {
        if (id.Length == 0)
        {
            return "an identifier must not be empty";
        }

        if (id.Length > MaxLength)
        {
            return $"the identifier '{Printable(id)}' has {id.Length} characters; at most {MaxLength} are allowed";
        }

        for (var i = 0; i < id.Length;)
        {
            if (Rune.DecodeFromUtf16(id.AsSpan(i), out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                return $"the identifier '{Printable(id)}' is not valid Unicode";
            }

            if (!IsAllowed(rune, first: i == 0))
            {
                return $"the identifier '{Printable(id)}' must not have U+{rune.Value:X4} at position {i}";
            }

            i += used;
        }

        return id.IsNormalized(NormalizationForm.FormC)
            ? null
            : $"the identifier '{Printable(id)}' is not in Unicode normalisation form C; '{id.Normalize(NormalizationForm.FormC)}' is";
    }

    private static bool IsAllowed(Rune rune, bool first) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber => true,
        UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => !first,
        _ => rune.Value is '_' || (!first && rune.Value is '-' or '.' or '~' or '+'),
    };
}
