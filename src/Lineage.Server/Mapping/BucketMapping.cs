using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;

namespace Lineage.Server.Mapping;

/// <summary>Buckets and cut-offs as the graph keeps them.</summary>
internal static class BucketMapping
{
    /// <summary>Notes what is wrong; the result is of use only where nothing is.</summary>
    public static PackedTimeBuckets? ToDomain(this V1.TimeBuckets times, long rows, string field, Violations violations)
    {
        var width = violations.Collect(() => (times.Width ?? new()).ToTimeSpan($"{field}.width"));
        var buckets = times.Buckets.Select((b, i) =>
        {
            Instant? start = b.StartTime is null ? null : violations.Collect(() => b.StartTime.ToInstant($"{field}.buckets[{i}].start_time"));
            return new TimeBucket(start, b.Rows, DigestOf(b.Digest));
        });
        return Checked(new TimeBuckets(times.Column, width, [.. buckets]), b => BucketRules.Check(b, rows, field, violations), PackedTimeBuckets.Of, violations);
    }

    /// <summary>Notes what is wrong; the result is of use only where nothing is.</summary>
    public static PackedEntityBuckets? ToDomain(this V1.EntityBuckets entities, long rows, string field, Violations violations)
    {
        var buckets = entities.Buckets.Select(b => new EntityBucket(b.Number, b.Rows, DigestOf(b.Digest)));
        return Checked(new EntityBuckets([.. entities.Keys], [.. buckets]), b => BucketRules.Check(b, rows, field, violations), PackedEntityBuckets.Of, violations);
    }

    /// <summary>Notes what is wrong; the result is of use only where nothing is.</summary>
    public static IReadOnlyList<CutOffDigest>? ToDomain(this IReadOnlyList<V1.CutOffFingerprint> cutOffs, DataFingerprint whole, string field, Violations violations)
    {
        if (cutOffs.Count > FingerprintRequest.MaxCutOffs)
        {
            violations.Add(field, $"has {cutOffs.Count} cut-offs; at most {FingerprintRequest.MaxCutOffs} are allowed");
            return null;
        }

        var seen = new HashSet<CutOff>();
        var digests = new List<CutOffDigest>();
        foreach (var (i, visible) in cutOffs.Index())
        {
            var cutOff = (visible.CutOff ?? new()).ToDomain($"{field}[{i}].cut_off", violations);
            violations.Require(seen.Add(cutOff), $"{field}[{i}].cut_off", "is there twice");
            if (ToVisible(visible, $"{field}[{i}].fingerprint", violations) is { } fingerprint)
            {
                BucketRules.Check(fingerprint, whole, $"{field}[{i}].fingerprint", violations);
                digests.Add(new(cutOff.EventTime.Instant, cutOff.KnownAt?.Instant, fingerprint));
            }
        }

        return digests.Count == 0 ? null : digests;
    }

    /// <summary>Notes what is wrong; the result is of use only where nothing is.</summary>
    public static CutOff ToDomain(this V1.CutOff cutOff, string field, Violations violations)
    {
        violations.Require(cutOff.EventTime is not null, $"{field}.event_time");
        var time = cutOff.EventTime is null ? default : violations.Collect(() => cutOff.EventTime.ToInstant($"{field}.event_time"));
        KnowledgeTime? known = cutOff.KnownAt is null ? null : new KnowledgeTime(violations.Collect(() => cutOff.KnownAt.ToInstant($"{field}.known_at")));
        return new(new EventTime(time), known);
    }

    public static V1.TimeBuckets ToWire(this PackedTimeBuckets packed)
    {
        var times = packed.Unpack();
        return new()
        {
            Column = times.Column,
            Width = times.Width.ToWire(),
            Buckets = { times.Buckets.Select(b => new V1.TimeBucket { StartTime = b.Start.ToWire(), Rows = b.Rows, Digest = b.Digest.ToString() }) },
        };
    }

    public static V1.EntityBuckets ToWire(this PackedEntityBuckets packed) => new()
    {
        Keys = { packed.Keys },
        Buckets = { packed.Unpack().Buckets.Select(b => new V1.EntityBucket { Number = b.Number, Rows = b.Rows, Digest = b.Digest.ToString() }) },
    };

    public static V1.CutOffFingerprint ToWire(this CutOffDigest cutOff) => new()
    {
        CutOff = new() { EventTime = cutOff.EventTime.ToWire(), KnownAt = cutOff.KnownAt.ToWire() },
        Fingerprint = cutOff.Fingerprint.ToWholeWire(),
    };

    public static V1.CutOff ToWire(this CutOff cutOff) => new() { EventTime = cutOff.EventTime.Instant.ToWire(), KnownAt = (cutOff.KnownAt?.Instant).ToWire() };

    /// <summary>A depth of one is all that there may be, so deeper ones are refused before they are looked at.</summary>
    private static DataFingerprint? ToVisible(V1.CutOffFingerprint visible, string field, Violations violations)
    {
        violations.Require(visible.Fingerprint is not null, field);
        violations.Require(visible.Fingerprint is null or { CutOffs.Count: 0 }, $"{field}.cut_offs", "must be empty: what is visible at a cut-off has none itself");
        return visible.Fingerprint is { CutOffs.Count: 0 } fingerprint ? violations.Collect(() => fingerprint.ToDomain(field)) : null;
    }

    /// <summary>What is wrong cannot be packed.</summary>
    private static TPacked? Checked<TBuckets, TPacked>(TBuckets buckets, Action<TBuckets> check, Func<TBuckets, TPacked> pack, Violations violations)
        where TPacked : class
    {
        check(buckets);
        return violations.IsEmpty ? pack(buckets) : null;
    }

    /// <summary>The default, which has no bytes, where the text is no digest.</summary>
    private static Digest DigestOf(string text) => Digest.TryParse(text, out var digest) ? digest : default;
}
