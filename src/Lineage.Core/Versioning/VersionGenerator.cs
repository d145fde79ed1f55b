using System.Globalization;
using System.Numerics;
using Lineage.Core.Errors;
using Semver;

namespace Lineage.Core.Versioning;

/// <summary>Makes the next version of a scheme.</summary>
internal static class VersionGenerator
{
    private const string FirstSemantic = "1.0.0";
    private const int HybridHashLength = 12;

    /// <summary>The text of the next version.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="greatest">The greatest version so far, deleted ones included, since names are never used again; null for none.</param>
    /// <param name="bump">The part to move, for a semantic version.</param>
    /// <param name="hash">The digest to bind to; empty for none.</param>
    /// <param name="today">The day in UTC.</param>
    /// <exception cref="LineageException">The scheme needs a hash and there is none.</exception>
    public static string Next(VersionScheme scheme, string? greatest, BumpKind bump, string hash, DateOnly today) => scheme switch
    {
        VersionScheme.Semver => NextSemantic(greatest, bump),
        VersionScheme.Date => NextDate(greatest, today),
        VersionScheme.Hash => Required(hash),
        _ => $"{NextSemantic(greatest, bump)}+{Shortened(Required(hash))}",
    };

    private static string NextSemantic(string? greatest, BumpKind bump)
    {
        if (greatest is null || !VersionNumber.TrySemantic(greatest, out var last))
        {
            return FirstSemantic;
        }

        // A pre-release already announces the release it leads to, so only a stronger bump than that moves further.
        var (major, minor, patch) = (last.Major, last.Minor, last.Patch);
        var next = bump switch
        {
            BumpKind.Major => last.IsPrerelease && minor.IsZero && patch.IsZero ? (major, minor, patch) : (major + 1, BigInteger.Zero, BigInteger.Zero),
            BumpKind.Minor => last.IsPrerelease && patch.IsZero ? (major, minor, patch) : (major, minor + 1, BigInteger.Zero),
            _ => last.IsPrerelease ? (major, minor, patch) : (major, minor, patch + 1),
        };
        return new SemVersion(next.Item1, next.Item2, next.Item3).ToString();
    }

    private static string NextDate(string? greatest, DateOnly today)
    {
        var day = today.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);
        if (greatest is null || !VersionNumber.TryDate(greatest, out var lastDay, out var counter) || lastDay < today)
        {
            return day;
        }

        // A version dated ahead, given by a caller, must not make the next one smaller than it.
        var lastText = lastDay.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);
        return counter < int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{lastText}.{counter + 1}")
            : throw new LineageException(ErrorKind.FailedPrecondition, ErrorReason.InvalidState, $"there is no version after {greatest}: give one of a later day");
    }

    private static string Required(string hash) => VersionNumber.IsHash(hash)
        ? hash
        : throw LineageException.Invalid(
            ErrorReason.VersionSchemeMismatch, "version_hash", "is required by the scheme where there is no fingerprint: 7 to 64 lower-case hexadecimal digits");

    private static string Shortened(string hash) => hash[..Math.Min(hash.Length, HybridHashLength)];
}
