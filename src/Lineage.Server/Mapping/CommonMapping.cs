using Google.Protobuf.Collections;
using Lineage.Core.FeatureSets;
using Lineage.Core.Graph;
using Lineage.Core.Models;
using Lineage.Core.Resources;
using Lineage.Core.Versioning;

namespace Lineage.Server.Mapping;

/// <summary>Parts that several resources share.</summary>
internal static class CommonMapping
{
    public static SortedDictionary<string, T> ToSorted<T>(this MapField<string, T> map) => new(map, StringComparer.Ordinal);

    public static void AddAll<T>(this MapField<string, T> map, IReadOnlyDictionary<string, T> entries)
    {
        foreach (var (key, value) in entries)
        {
            map[key] = value;
        }
    }

    public static Feature ToDomain(this V1.Feature feature) => new(feature.Name, feature.LogicalType, feature.Nullable, feature.Description);

    public static V1.Feature ToWire(this Feature feature) =>
        new() { Name = feature.Name, LogicalType = feature.LogicalType, Nullable = feature.Nullable, Description = feature.Description };

    public static CodeReference ToDomain(this V1.CodeReference code) => new(code.Repository, code.Commit, code.Dirty, code.EntryPoint);

    public static V1.CodeReference ToWire(this CodeReference code) =>
        new() { Repository = code.Repository, Commit = code.Commit, Dirty = code.Dirty, EntryPoint = code.EntryPoint };

    public static RuntimeEnvironment ToDomain(this V1.RuntimeEnvironment environment) =>
        new(environment.OperatingSystem, environment.Runtime, environment.Hardware, environment.Container, environment.Packages.ToSorted());

    public static V1.RuntimeEnvironment ToWire(this RuntimeEnvironment environment)
    {
        var result = new V1.RuntimeEnvironment
        {
            OperatingSystem = environment.OperatingSystem,
            Runtime = environment.Runtime,
            Hardware = environment.Hardware,
            Container = environment.Container,
        };
        result.Packages.AddAll(environment.Packages);
        return result;
    }

    public static V1.VersionBump ToWire(this VersionBump bump) =>
        new() { Kind = bump.Kind.To<BumpKind, V1.BumpKind>(), Previous = bump.Previous, Reasons = { bump.Reasons } };

    /// <summary>The part asked for; null where the service shall derive it.</summary>
    public static BumpKind? ToDomain(this V1.BumpKind bump) => bump == V1.BumpKind.Unspecified ? null : bump.To<V1.BumpKind, BumpKind>();

    public static ListRequest ToListing(
        this NodeKind kind, string parent, int pageSize, string pageToken, string filter, string orderBy, bool showDeleted) => new()
        {
            Kind = kind,
            Parent = parent,
            PageSize = pageSize,
            PageToken = pageToken,
            Filter = filter,
            OrderBy = orderBy,
            ShowDeleted = showDeleted,
        };
}
