namespace Lineage.Core.Versioning;

/// <summary>How the versions of a feature set, dataset or model are written and ordered.</summary>
public enum VersionScheme
{
    /// <summary><c>MAJOR.MINOR.PATCH[-prerelease]</c> of Semantic Versioning 2.0, without build metadata.</summary>
    Semver,

    /// <summary><c>YYYY.MM.DD[.N]</c>, the day in UTC and a counter from 1 within it.</summary>
    Date,

    /// <summary>7 to 64 lower-case hexadecimal digits of a content digest or commit; ordered by time of creation.</summary>
    Hash,

    /// <summary><c>MAJOR.MINOR.PATCH[-prerelease]+hash</c>: a semantic version bound to a content digest or commit.</summary>
    Hybrid,
}
