using System.Text;

namespace Lineage.Server.Mapping;

/// <summary>Texts in trailers, which are percent-encoded and limited.</summary>
internal static class TrailerText
{
    private const char Ellipsis = '…';

    /// <summary>The text, or its beginning and an ellipsis where its encoded form has more bytes than the budget.</summary>
    public static string Cut(string text, int budget)
    {
        var used = 0;
        var position = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += rune.IsAscii && !Rune.IsControl(rune) ? 1 : 3 * rune.Utf8SequenceLength;
            if (used > budget)
            {
                return string.Concat(text.AsSpan(0, position), [Ellipsis]);
            }

            position += rune.Utf16SequenceLength;
        }

        return text;
    }
}
