using System.Security.Cryptography;
using Google.Protobuf;

namespace Lineage.Cli.Registering;

/// <summary>What a file says about a resource: its place, fingerprint, profile and columns. A field that has a value keeps it.</summary>
internal static class DataFields
{
    /// <exception cref="CommandException">Resources of this kind have no data.</exception>
    public static void Fill(IMessage resource, string file, V1.TableDescription data)
    {
        switch (resource)
        {
            case V1.Source source:
                source.Uri = Given(source.Uri, file);
                source.Type = Given(source.Type, "file");
                source.Fingerprint ??= data.Fingerprint;
                break;
            case V1.FeatureSetVersion version:
                version.DataUri = Given(version.DataUri, file);
                version.Fingerprint ??= data.Fingerprint;
                version.Profile ??= data.Profile;
                if (version.Features.Count == 0)
                {
                    string[] others = [.. version.EntityKeys, version.EventTimeColumn, version.KnownAtColumn];
                    version.Features.Add(Columns(data).Where(c => !others.Contains(c.Name)));
                }

                break;
            case V1.DatasetVersion version:
                version.DataUri = Given(version.DataUri, file);
                version.Fingerprint ??= data.Fingerprint;
                version.Profile ??= data.Profile;
                if (version.Columns.Count == 0)
                {
                    version.Columns.Add(Columns(data));
                }

                break;
            case V1.Split split:
                split.DataUri = Given(split.DataUri, file);
                split.Fingerprint ??= data.Fingerprint;
                split.Profile ??= data.Profile;
                break;
            default:
                throw new CommandException($"--data: a {resource.Descriptor.Name} has no table of its own");
        }
    }

    /// <summary>The model's file: where it is, its digest and size.</summary>
    public static async Task FillArtifactAsync(V1.ModelVersion version, string file, string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        version.Artifact ??= new()
        {
            Uri = file,
            SizeBytes = stream.Length,
            Digest = $"sha256:{Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken))}",
        };
    }

    /// <summary>The split that a file holds; its id says what it is for, where it is one of the usual ones.</summary>
    public static V1.SplitSpec Split(string id, string file, V1.TableDescription data)
    {
        var role = id switch
        {
            "train" or "training" => V1.SplitRole.Train,
            "validation" or "valid" or "val" => V1.SplitRole.Validation,
            "test" => V1.SplitRole.Test,
            _ => V1.SplitRole.Unspecified,
        };
        return new() { SplitId = id, Split = new() { Role = role, DataUri = file, Fingerprint = data.Fingerprint, Profile = data.Profile } };
    }

    /// <summary>The columns in the file's order; the profile has that, the fingerprint is sorted by name.</summary>
    private static IEnumerable<V1.Feature> Columns(V1.TableDescription data)
    {
        var nullable = data.Fingerprint.Columns.ToDictionary(c => c.Name, c => c.Nullable);
        return data.Profile.Columns.Select(c => new V1.Feature { Name = c.Name, LogicalType = c.LogicalType, Nullable = nullable[c.Name] });
    }

    private static string Given(string value, string otherwise) => value.Length > 0 ? value : otherwise;
}
