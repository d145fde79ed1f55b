using Lineage.Core.Consistency;
using Lineage.Core.Graph;

namespace Lineage.Server.Mapping;

/// <summary>Deployments.</summary>
internal static class DeploymentMapping
{
    public static Deployment ToDomain(this V1.Deployment deployment, NameMapping names)
    {
        names.Violations.Require(deployment.ModelVersion.Length > 0, "deployment.model_version");
        var modelVersion = names.Optional(deployment.ModelVersion, "deployment.model_version", NodeKind.ModelVersion);
        var featureSetVersions = names.All(deployment.FeatureSetVersions, "deployment.feature_set_versions", NodeKind.FeatureSetVersion);
        names.Violations.ThrowIfAny();
        return new Deployment
        {
            Description = deployment.Description,
            Owner = deployment.Owner,
            Tags = deployment.Tags.ToSorted(),
            Environment = deployment.Environment,
            State = deployment.State.To(DeploymentState.Serving),
            ModelVersion = modelVersion!,
            FeatureSetVersions = featureSetVersions,
        };
    }

    public static Deployment Apply(this UpdateMask mask, Deployment before, V1.Deployment after, NameMapping names)
    {
        var modelVersion = mask.Has("model_version") ? names.Optional(after.ModelVersion, "deployment.model_version", NodeKind.ModelVersion) : before.ModelVersion;
        names.Violations.Require(modelVersion is not null, "deployment.model_version");
        var featureSetVersions = mask.Pick(
            "feature_set_versions",
            before.FeatureSetVersions,
            () => names.All(after.FeatureSetVersions, "deployment.feature_set_versions", NodeKind.FeatureSetVersion));
        names.Violations.ThrowIfAny();
        return before with
        {
            Description = mask.Pick("description", before.Description, () => after.Description),
            Owner = mask.Pick("owner", before.Owner, () => after.Owner),
            Tags = mask.Pick("tags", before.Tags, () => after.Tags.ToSorted()),
            Environment = mask.Pick("environment", before.Environment, () => after.Environment),
            State = mask.Pick("state", before.State, () => after.State.To(DeploymentState.Serving)),
            ModelVersion = modelVersion!,
            FeatureSetVersions = featureSetVersions,
        };
    }

    public static V1.Deployment ToDeployment(this Node node)
    {
        var content = (Deployment)node.Content;
        var deployment = new V1.Deployment
        {
            Name = node.Name.Value,
            Description = content.Description,
            Owner = content.Owner,
            Etag = node.Etag,
            CreateTime = node.CreateTime.ToWire(),
            UpdateTime = node.UpdateTime.ToWire(),
            DeleteTime = node.DeleteTime.ToWire(),
            Environment = content.Environment,
            State = content.State.To<DeploymentState, V1.DeploymentState>(),
            ModelVersion = content.ModelVersion.Value,
            FeatureSetVersions = { content.FeatureSetVersions.Select(n => n.Value) },
        };
        deployment.Tags.AddAll(content.Tags);
        return deployment;
    }
}
