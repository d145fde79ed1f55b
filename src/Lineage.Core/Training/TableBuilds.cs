using System.Globalization;
using Apache.Arrow;
using Lineage.Columnar.Canonical;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Time;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Core.FeatureSets;
using Lineage.Core.Governance;
using Lineage.Core.Graph;
using Lineage.Core.Resources;
using Lineage.Core.Storage;
using Lineage.Core.Versioning;

namespace Lineage.Core.Training;

/// <summary>
/// Builds training tables: joins, divides, writes, and registers. What is registered are the fingerprints of the files as they were read again after they were written. Files and version appear
/// together: files are published under their name just before the commit, and are removed where it fails; those of a process that was killed in between, at the next start.
/// </summary>
public sealed class TableBuilds(
    IDataFiles files, IDataFolders folders, ILineageStore store, NameResolver names, Committer committer, VersionRegistry<DatasetVersion> versions, TimeProvider clock)
{
    private readonly BuildPlanner _planner = new(new AuditPlanner(store, names));

    /// <summary>Builds a table: once for each request id.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="request">What for.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Stops the build; nothing of it is left.</param>
    /// <exception cref="LineageException">
    /// A field is wrong (every violation at once), something named never was or does not live, a file is no readable table or changed while it was read, or nothing can be written.
    /// </exception>
    public async Task<BuildOutcome> BuildAsync(RequestContext context, TableBuildRequest request, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        if (await committer.FindEarlierAsync(context, cancellationToken) is { } earlier)
        {
            return new(earlier.Nodes[0], [.. earlier.Nodes.Skip(1)], null, null);
        }

        var (dataset, plan) = await _planner.PlanAsync(request, cancellationToken);
        return await DataReading.RunAsync(async () =>
        {
            await using var opened = new OpenedTables(files);
            var tables = await TrainingTables.OpenAsync(opened, plan, cancellationToken);
            await using var folder = folders.Begin(request.OutputPath.Length > 0 ? request.OutputPath : NewPath(dataset), "output_path");
            var assignment = plan.Split is null ? null : await SplitAssignment.RunAsync(tables.Spine, plan.Split, progress, cancellationToken);
            await using var table = await PointInTimeBuild.RunAsync(tables.Spine, tables.Specification, Stage.Of(progress, "join"), cancellationToken);
            var options = new FingerprintOptions { EventTimeColumn = plan.LabelTimeColumn, EntityKeys = plan.EntityKeys };
            var written = await WrittenData.WriteAsync(table, assignment, folder.WorkingPath, request.Format, options, progress, cancellationToken);
            var recipe = await RecipeAsync(plan, tables, assignment, progress, cancellationToken);
            var version = VersionOf(dataset, request, plan, recipe, table.Schema, written, folder.Uri);
            version = version with { Splits = [.. written.Splits.Select((split, i) => SplitOf(request, assignment!, i, split.Description, $"{folder.Uri}/{split.File}"))] };
            folder.Publish();
            var node = await RegisterAsync(context, version, folder, cancellationToken);
            var splits = await store.FindManyAsync([.. version.Splits.Select(split => node.Name.Child(NodeKind.Split, split.Key, "splits"))], cancellationToken);
            return new BuildOutcome(node, [.. splits.OfType<Node>()], table.Report, assignment);
        });
    }

    /// <summary>Whether a version of a dataset, living or deleted, has its data in a folder.</summary>
    public async Task<bool> IsRegisteredAsync(string uri, CancellationToken cancellationToken)
    {
        var query = new NodeQuery { Kind = NodeKind.DatasetVersion, Filters = [new("data_uri", FilterOperator.Equals, uri)], ShowDeleted = true, PageSize = 1 };
        return (await store.ListAsync(query, cancellationToken)).Nodes.Count > 0;
    }

    private async Task<Node> RegisterAsync(RequestContext context, NewVersion<DatasetVersion> version, INewFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            var node = await versions.CreateAsync(context, version, cancellationToken);

            // Another call of the same request may have been first: then the version is of that one's files.
            if (((DatasetVersion)node.Content).DataUri == folder.Uri)
            {
                folder.Keep();
            }

            return node;
        }
        catch
        {
            await DecideAsync(folder);
            throw;
        }
    }

    /// <summary>A commit whose answer was lost may have been made all the same.</summary>
    private async Task DecideAsync(INewFolder folder)
    {
        try
        {
            if (await IsRegisteredAsync(folder.Uri, CancellationToken.None))
            {
                folder.Keep();
            }
        }
        catch (LineageException)
        {
            // The store does not answer; the next start asks it again.
            folder.Leave();
        }
    }

    private string NewPath(ResourceName dataset)
    {
        var now = clock.GetUtcNow();
        return string.Create(CultureInfo.InvariantCulture, $"{dataset.Id}/{now:yyyyMMdd'T'HHmmss}-{Guid.CreateVersion7(now).ToString("N")[16..]}");
    }

    private static async Task<BuildRecipe> RecipeAsync(BuildPlan plan, TrainingTables tables, SplitAssignment? assignment, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        var asOf = await LabelTimes.LastAsync(tables.Spine, plan.LabelTimeColumn, cancellationToken);
        var fingerprints = await tables.FingerprintsAsync(asOf, progress, cancellationToken);
        return new()
        {
            Spine = new(plan.SpinePath, fingerprints[0]),
            Histories = [.. plan.Histories.Select((history, i) => history.Complete(tables.Specification.Histories[i]))],
            Inputs = [.. plan.Histories.Select((history, i) => new BuildInput(history.Resolved.Path, fingerprints[i + 1]))],
            KnowledgeRule = plan.KnowledgeRule,
            KnownAt = plan.KnownAt,
            ExclusiveEventTime = plan.ExclusiveEventTime,
            AsOf = asOf,
            Split = assignment?.Record,
        };
    }

    private static NewVersion<DatasetVersion> VersionOf(
        ResourceName dataset, TableBuildRequest request, BuildPlan plan, BuildRecipe recipe, Schema schema, WrittenData written, string uri) => new(dataset, new()
        {
            Version = string.Empty,
            Scheme = default,
            Order = string.Empty,
            Description = request.Description,
            Tags = request.Tags,
            Columns = [.. schema.FieldsList.Select(field => new Feature(field.Name, LogicalType.Of(field), field.IsNullable))],
            EntityKeys = plan.EntityKeys,
            LabelTimeColumn = plan.LabelTimeColumn,
            LabelColumn = request.LabelColumn,
            BuiltFrom = [.. plan.Histories.Select(history => history.Version?.Name).OfType<ResourceName>().Distinct().Select(name => InputOf(name, recipe))],
            DataUri = uri,
            Fingerprint = DataFingerprint.From(written.Table.Fingerprint),
            Profile = written.Table.Profile,
            Recipe = recipe,
        })
        {
            Version = request.Version,
        };

    private static DatasetInput InputOf(ResourceName version, BuildRecipe recipe) => new(
        version,
        recipe.AsOf is { } asOf ? new EventTime(asOf) : null,
        recipe.KnowledgeRule == KnowledgeRule.Unset || (recipe.KnownAt ?? recipe.AsOf) is not { } known ? null : new KnowledgeTime(known));

    private static KeyValuePair<string, Split> SplitOf(TableBuildRequest request, SplitAssignment assignment, int split, TableDescription description, string uri) => new(assignment.Splits[split].Split, new()
    {
        Role = request.Split!.Roles[split],
        Method = new(assignment.Record.Kind, assignment.Record.Seed, assignment.Record.Parameters),
        DataUri = uri,
        Fingerprint = DataFingerprint.From(description.Fingerprint),
        Profile = description.Profile,
    });
}
