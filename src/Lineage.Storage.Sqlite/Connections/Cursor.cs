using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Lineage.Core.Errors;

namespace Lineage.Storage.Sqlite.Connections;

/// <summary>
/// Where a page ended, as a text that is safe everywhere: the order it belongs to and the key of the last item. Callers keep it opaque; one that was damaged or
/// belongs to another order is refused.
/// </summary>
internal static class Cursor
{
    public static string Write(string order, params ReadOnlySpan<string> key)
    {
        var text = new StringBuilder(order);
        foreach (var part in key)
        {
            text.Append('\n').Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part);
        }

        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The key parts of a cursor.</summary>
    /// <exception cref="LineageException">The cursor is damaged, or of another order.</exception>
    public static string[] Read(string cursor, string order, int parts)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            if (text.StartsWith(order + "\n", StringComparison.Ordinal) && TryReadKey(text.AsSpan(order.Length), parts, out var key))
            {
                return key;
            }
        }
        catch (FormatException)
        {
            // Not even the encoding is right: refused below like any other.
        }

        throw Invalid();
    }

    /// <summary>A number in a key.</summary>
    /// <exception cref="LineageException">The cursor is damaged.</exception>
    public static long Number(string part) =>
        long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid();

    public static LineageException Invalid() =>
        LineageException.Invalid(ErrorReason.InvalidPageToken, "page_token", "is damaged or belongs to another listing");

    private static bool TryReadKey(ReadOnlySpan<char> text, int parts, out string[] key)
    {
        key = new string[parts];
        for (var i = 0; i < parts; i++)
        {
            var colon = text.IndexOf(':');
            if (colon < 2 || text[0] != '\n' || !int.TryParse(text[1..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length > text.Length - colon - 1)
            {
                return false;
            }

            key[i] = text.Slice(colon + 1, length).ToString();
            text = text[(colon + 1 + length)..];
        }

        return text.IsEmpty;
    }
}
