using System.Globalization;
using System.Text;
using Lineage.Columnar.Time;
using Lineage.Core.Errors;
using Semver;

namespace Lineage.Core.Versioning;

/// <summary>A version's text, checked against its scheme, with its place among its siblings.</summary>
/// <param name="Text">The text, which is the last segment of the version's name.</param>
/// <param name="Order">The place, compared by UTF-8 bytes: <see cref="VersionContent.Order"/>.</param>
public sealed record VersionNumber(string Text, string Order)
{
    private const string Forms = "MAJOR.MINOR.PATCH[-prerelease]";

    /// <summary>Checks a version against a scheme.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="text">The version as the caller wrote it.</param>
    /// <param name="now">When it is registered, which orders what the text does not.</param>
    /// <param name="field">The request's field, for the error.</param>
    /// <exception cref="LineageException"><see cref="ErrorReason.VersionSchemeMismatch"/>.</exception>
    public static VersionNumber Parse(VersionScheme scheme, string text, Instant now, string field)
    {
        var order = scheme switch
        {
            VersionScheme.Semver => TrySemantic(text, out var version) && version.Metadata.Length == 0 ? SemanticOrder(version) : null,
            VersionScheme.Date => DateOrder(text),
            VersionScheme.Hash => IsHash(text) ? now.ToString() : null,
            VersionScheme.Hybrid => TrySemantic(text, out var version) && IsHash(version.Metadata) ? $"{SemanticOrder(version)} {now}" : null,
            _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "There is no such scheme."),
        };
        return order is null
            ? throw LineageException.Invalid(ErrorReason.VersionSchemeMismatch, field, $"'{Graph.Identifier.Printable(text)}' is no version of the scheme {Form(scheme)}")
            : new VersionNumber(text, order);
    }

    /// <summary>Parses the semantic part of a semantic or hybrid version.</summary>
    internal static bool TrySemantic(string text, out SemVersion version)
    {
        var strict = SemVersion.TryParse(text, SemVersionStyles.Strict, out var parsed, Graph.Identifier.MaxLength);
        version = strict ? parsed! : null!;
        return strict;
    }

    /// <summary>7 to 64 lower-case hexadecimal digits.</summary>
    internal static bool IsHash(string text) => text.Length is >= 7 and <= 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>The day and the counter of a date version; a first version of a day has the counter 0.</summary>
    internal static bool TryDate(string text, out DateOnly day, out int counter)
    {
        counter = 0;
        if (text.Length < 10 || !DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy.MM.dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
        {
            day = default;
            return false;
        }

        return text.Length == 10
            || (text[10] == '.' && text.Length > 11 && text[11] is >= '1' and <= '9'
                && int.TryParse(text.AsSpan(11), NumberStyles.None, CultureInfo.InvariantCulture, out counter));
    }

    private static string Form(VersionScheme scheme) => scheme switch
    {
        VersionScheme.Semver => $"SEMVER, {Forms}",
        VersionScheme.Date => "DATE, YYYY.MM.DD[.N]",
        VersionScheme.Hash => "HASH, 7 to 64 lower-case hexadecimal digits",
        _ => $"HYBRID, {Forms}+hash with a hash of 7 to 64 lower-case hexadecimal digits",
    };

    private static string? DateOrder(string text) =>
        TryDate(text, out var day, out var counter) ? string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}{counter:D10}") : null;

    /// <summary>
    /// A text whose byte order is the precedence of Semantic Versioning 2.0, point 11: numbers are led by their count of digits; a release ends with <c>~</c>, above
    /// the <c>-</c> of a pre-release; identifiers are separated by <c>!</c>, below every character in them, and numeric ones are led by <c>0</c>, below the <c>1</c> of others.
    /// </summary>
    private static string SemanticOrder(SemVersion version)
    {
        var order = new StringBuilder();
        AppendNumber(order, version.Major.ToString(CultureInfo.InvariantCulture));
        AppendNumber(order, version.Minor.ToString(CultureInfo.InvariantCulture));
        AppendNumber(order, version.Patch.ToString(CultureInfo.InvariantCulture));
        order.Append(version.IsPrerelease ? '-' : '~');
        foreach (var (i, identifier) in version.PrereleaseIdentifiers.Index())
        {
            order.Append(i == 0 ? string.Empty : "!");
            if (identifier.Value.All(char.IsAsciiDigit))
            {
                order.Append('0');
                AppendNumber(order, identifier.Value);
            }
            else
            {
                order.Append('1').Append(identifier.Value);
            }
        }

        return order.ToString();
    }

    private static void AppendNumber(StringBuilder order, string digits) =>
        order.Append(CultureInfo.InvariantCulture, $"{digits.Length:D3}").Append(digits);
}
