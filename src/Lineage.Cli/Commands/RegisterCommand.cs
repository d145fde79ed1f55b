using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Lineage.Cli.Output;
using Lineage.Cli.Registering;

namespace Lineage.Cli.Commands;

/// <summary><c>lineage register</c></summary>
internal static class RegisterCommand
{
    private const string SplitsKey = "splits";

    public static Command Create(GlobalOptions options)
    {
        var kind = new Argument<string>("KIND") { Description = $"One of {string.Join(", ", ResourceKinds.All.Where(k => k.CreateAsync is not null).Select(k => k.Name))}." };
        var name = new Argument<string>("NAME") { Description = "The resource's name; of a version without its last part, the service makes the version." };
        var arguments = new RegisterArguments();
        var command = new CliCommand(
            "register",
            "Register a resource: from a JSON file, from single fields, and from the data itself.",
            "lineage register source weather --data weather.parquet --set license=CC0-1.0",
            "lineage register featureSet hourly --set owner=ann --set versionScheme=SEMVER",
            "lineage register featureSetVersion featureSets/hourly --data hourly.parquet --set entityKeys=airport --set eventTimeColumn=hour --set derivedFrom=projects/default/sources/weather",
            "lineage register datasetVersion datasets/delays --from version.json --data delays.parquet --split train=train.parquet --split test=test.parquet",
            "lineage register modelVersion models/delay --from model.json --data model.bin",
            "lineage register deployment live --set modelVersion=projects/default/models/delay/versions/1.0.0") { kind, name };
        arguments.AddTo(command);
        return command.Does(options, async (run, cancellationToken) =>
        {
            var called = ResourceKinds.Called(run.Get(kind));
            var create = called.CreateAsync ?? throw new CommandException($"a {called.Name} is not registered but made by the service");
            var (parent, id) = Names.ForNew(called, run.Get(name));
            var json = await JsonAsync(run, arguments, called, cancellationToken);
            var splits = TakeSplits(json, called, run.Get(arguments.From));
            var resource = ResourceFile.Parse(json, Example(called), run.Get(arguments.From));
            await FillDataAsync(run, arguments, resource, splits, cancellationToken);

            await using var connection = await run.ConnectAsync(cancellationToken);
            var created = await create(connection.Client, request => Fill(request, run, arguments, new(called, parent, id, resource, splits)), cancellationToken);
            run.Write(created, console => Tell(console, called, created, run.Get(arguments.ValidateOnly)));
            return ExitCodes.Fine;
        });
    }

    private static async Task<JsonObject> JsonAsync(Invocation run, RegisterArguments arguments, ResourceKind kind, CancellationToken cancellationToken)
    {
        var json = await ResourceFile.ReadAsync(run.Terminal, run.Get(arguments.From), cancellationToken);
        foreach (var assignment in run.Get(arguments.Set) ?? [])
        {
            FieldAssignment.Apply(json, kind.Message, assignment);
        }

        return json;
    }

    /// <summary>A dataset version's file may hold its splits, as the request that creates both does.</summary>
    private static List<V1.SplitSpec> TakeSplits(JsonObject json, ResourceKind kind, string? file)
    {
        if (kind.Message != V1.DatasetVersion.Descriptor || !json.Remove(SplitsKey, out var splits))
        {
            return [];
        }

        return [.. ResourceFile.Parse<V1.CreateDatasetVersionRequest>(new JsonObject { [SplitsKey] = splits }, file).Splits];
    }

    private static IMessage Example(ResourceKind kind) => kind.Message.Parser.ParseFrom(ByteString.Empty);

    private static async Task FillDataAsync(
        Invocation run, RegisterArguments arguments, IMessage resource, List<V1.SplitSpec> splits, CancellationToken cancellationToken)
    {
        var how = arguments.Fingerprint.Of(run);
        if (run.Get(arguments.Data) is { } file)
        {
            if (resource is V1.ModelVersion version)
            {
                await DataFields.FillArtifactAsync(version, file, run.Terminal.PathOf(file), cancellationToken);
            }
            else
            {
                DataFields.Fill(resource, file, await FingerprintArguments.DescribeAsync(run, file, how, cancellationToken));
            }
        }

        foreach (var split in run.Get(arguments.Split) ?? [])
        {
            var parts = split.Split('=', 2);
            if (parts.Length < 2 || resource is not V1.DatasetVersion)
            {
                throw new CommandException($"--split {split}: must have the form id=FILE, and belongs to a datasetVersion");
            }

            var described = DataFields.Split(parts[0], parts[1], await FingerprintArguments.DescribeAsync(run, parts[1], how, cancellationToken));
            if (splits.Find(s => s.SplitId == parts[0]) is { } given)
            {
                DataFields.Fill(given.Split, parts[1], new() { Fingerprint = described.Split.Fingerprint, Profile = described.Split.Profile });
            }
            else
            {
                splits.Add(described);
            }
        }
    }

    private static void Fill(IMessage request, Invocation run, RegisterArguments arguments, NewResource made)
    {
        request.Set(made.Kind.Field, made.Resource);
        if (made.Parent.Length > 0 && made.Kind.Collections != "projects")
        {
            request.Set("parent", made.Parent);
        }

        request.Set(made.Kind.IsVersion ? "version" : $"{made.Kind.Field}_id", made.Id);
        SetIf(run.Get(arguments.RequestId) is not null, "request_id", run.Get(arguments.RequestId));
        SetIf(run.Get(arguments.ValidateOnly), "validate_only", true);
        SetIf(run.Get(arguments.VersionHash) is not null, "version_hash", run.Get(arguments.VersionHash));
        SetIf(run.Get(arguments.Bump) != V1.BumpKind.Unspecified, "bump", run.Get(arguments.Bump));
        if (request is V1.CreateDatasetVersionRequest dataset)
        {
            dataset.Splits.Add(made.Splits);
        }

        void SetIf(bool isGiven, string field, object? value)
        {
            if (isGiven)
            {
                request.Set(field, value!);
            }
        }
    }

    private static void Tell(Spectre.Console.IAnsiConsole console, ResourceKind kind, IMessage created, bool isDry)
    {
        console.Line($"{(isDry ? "would register" : "registered")} {kind.Name} {created.Find<string>("name")}", Styles.Good);
        if (created.Find<V1.VersionBump>("bump") is { } bump)
        {
            console.Line($"version: {Words.Of(bump.Kind)}{(bump.Previous.Length > 0 ? $" after {bump.Previous}" : string.Empty)}");
            foreach (var reason in bump.Reasons)
            {
                console.Line($"  {reason}");
            }
        }
    }

    private sealed record NewResource(ResourceKind Kind, string Parent, string Id, IMessage Resource, List<V1.SplitSpec> Splits);
}
