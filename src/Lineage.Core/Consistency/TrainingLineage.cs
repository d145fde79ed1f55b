using Lineage.Core.Datasets;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Storage;

namespace Lineage.Core.Consistency;

/// <summary>Collects what model versions were trained on: model version, splits, their dataset versions, the feature set versions behind these.</summary>
public sealed class TrainingLineage(INodeStore nodes)
{
    /// <summary>What a model version was trained on, also where parts of it are tombstones by now; null where there never was such a model version. At most four reads.</summary>
    /// <remarks>The links are read from the contents: the edges were opened from them in the commit that made each version, and neither can change since.</remarks>
    public async Task<TrainingRecord?> FindAsync(ResourceName modelVersion, CancellationToken cancellationToken)
    {
        if ((await nodes.FindAsync(modelVersion, cancellationToken))?.Content is not ModelVersion model)
        {
            return null;
        }

        var splits = await FindAllAsync<Split>(model.TrainedOn, cancellationToken);
        var datasets = await FindAllAsync<DatasetVersion>(splits.Select(s => s.Name.Parent!), cancellationToken);
        var featureSets = await FindAllAsync<FeatureSetVersion>(datasets.SelectMany(d => d.Content.BuiltFrom).Select(b => b.FeatureSetVersion), cancellationToken);
        return new TrainingRecord
        {
            ModelVersion = modelVersion,
            Inputs = model.Signature.Inputs,
            Splits = [.. splits.Select(s => new TrainingSplit(s.Name, s.Content.Profile, s.Content.Fingerprint?.Text))],
            FeatureSets = [.. featureSets.Select(f => new TrainingFeatureSet(f.Name, f.Content))],
            WithoutLineage = [.. datasets.Where(d => d.Content.BuiltFrom.Count == 0).Select(d => d.Name)],
        };
    }

    private async Task<IReadOnlyList<(ResourceName Name, T Content)>> FindAllAsync<T>(IEnumerable<ResourceName> names, CancellationToken cancellationToken)
        where T : NodeContent
    {
        var distinct = names.Distinct().Order().ToList();
        return distinct.Count == 0
            ? []
            : [.. (await nodes.FindManyAsync(distinct, cancellationToken)).OfType<Node>().Select(n => (n.Name, (T)n.Content))];
    }
}
