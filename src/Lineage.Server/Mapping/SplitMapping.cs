using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Server.Mapping;

/// <summary>Splits of dataset versions.</summary>
internal static class SplitMapping
{
    public static Split ToDomain(this V1.Split split, string field, Violations violations)
    {
        violations.Require(split.Method is null or { Kind.Length: > 0 }, $"{field}.method.kind");
        return new Split
        {
            Description = split.Description,
            Tags = split.Tags.ToSorted(),
            Role = split.Role.To(SplitRole.Other),
            Method = split.Method is null ? null : new SplitMethod(split.Method.Kind, split.Method.HasSeed ? split.Method.Seed : null, split.Method.Parameters.ToSorted()),
            DataUri = split.DataUri,
            Fingerprint = split.Fingerprint is null ? null : violations.Collect(() => split.Fingerprint.ToDomain($"{field}.fingerprint")),
            Profile = split.Profile?.ToDomain(),
        };
    }

    public static Split Apply(this UpdateMask mask, Split before, V1.Split after) => before with
    {
        Description = mask.Pick("description", before.Description, () => after.Description),
        Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
    };

    public static V1.Split ToSplit(this Node node)
    {
        var content = (Split)node.Content;
        var split = new V1.Split
        {
            Name = node.Name.Value,
            Description = content.Description,
            Etag = node.Etag,
            CreateTime = node.CreateTime.ToWire(),
            UpdateTime = node.UpdateTime.ToWire(),
            DeleteTime = node.DeleteTime.ToWire(),
            Role = content.Role.To<SplitRole, V1.SplitRole>(),
            Method = content.Method?.ToWire(),
            DataUri = content.DataUri,
            Fingerprint = content.Fingerprint?.ToWire(),
            Profile = content.Profile?.ToWire(),
        };
        split.Tags.AddAll(content.Tags);
        return split;
    }

    public static V1.SplitMethod ToWire(this SplitMethod method)
    {
        var result = new V1.SplitMethod { Kind = method.Kind };
        if (method.Seed is { } seed)
        {
            result.Seed = seed;
        }

        result.Parameters.AddAll(method.Parameters);
        return result;
    }
}
