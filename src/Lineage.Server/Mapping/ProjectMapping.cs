using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.Governance;
using Lineage.Core.Graph;

namespace Lineage.Server.Mapping;

/// <summary>Projects and sources.</summary>
internal static class ProjectMapping
{
    public static Project ToDomain(this V1.Project project) =>
        new() { Description = project.Description, Owner = project.Owner, Tags = project.Tags.ToSorted() };

    public static Project Apply(this UpdateMask mask, Project before, V1.Project after) => before with
    {
        Description = mask.Pick("description", before.Description, () => after.Description),
        Owner = mask.Pick("owner", before.Owner, () => after.Owner),
        Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
    };

    public static V1.Project ToProject(this Node node)
    {
        var content = (Project)node.Content;
        var project = new V1.Project
        {
            Name = node.Name.Value,
            Description = content.Description,
            Owner = content.Owner,
            Etag = node.Etag,
            CreateTime = node.CreateTime.ToWire(),
            UpdateTime = node.UpdateTime.ToWire(),
            DeleteTime = node.DeleteTime.ToWire(),
        };
        project.Tags.AddAll(content.Tags);
        return project;
    }

    public static Source ToDomain(this V1.Source source, Violations violations) => new()
    {
        Description = source.Description,
        Owner = source.Owner,
        Tags = source.Tags.ToSorted(),
        Type = source.Type,
        Uri = source.Uri,
        License = source.License,
        Fingerprint = source.Fingerprint is null ? null : violations.Collect(() => source.Fingerprint.ToDomain("source.fingerprint")),
    };

    public static Source Apply(this UpdateMask mask, Source before, V1.Source after) => before with
    {
        Description = mask.Pick("description", before.Description, () => after.Description),
        Owner = mask.Pick("owner", before.Owner, () => after.Owner),
        Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
    };

    public static V1.Source ToSource(this Node node)
    {
        var content = (Source)node.Content;
        var source = new V1.Source
        {
            Name = node.Name.Value,
            Description = content.Description,
            Owner = content.Owner,
            Etag = node.Etag,
            CreateTime = node.CreateTime.ToWire(),
            UpdateTime = node.UpdateTime.ToWire(),
            DeleteTime = node.DeleteTime.ToWire(),
            Type = content.Type,
            Uri = content.Uri,
            License = content.License,
            Fingerprint = content.Fingerprint?.ToWire(),
        };
        source.Tags.AddAll(content.Tags);
        return source;
    }
}
