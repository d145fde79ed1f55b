using Lineage.Vectors.Catalog;

namespace Lineage.Vectors.Expectations;

/// <summary>Makes the files, and says what is expected of them.</summary>
internal static class Generator
{
    /// <summary>Writes every file anew, then <c>vectors.json</c>; what is in no catalogue goes.</summary>
    public static async Task WriteAsync(TextWriter output)
    {
        Directory.CreateDirectory(VectorSet.Folder);
        var kept = VectorCatalog.All.Select(vector => vector.File).Append("vectors.json").Append("README.md").ToHashSet(StringComparer.Ordinal);
        foreach (var stray in Directory.EnumerateFiles(VectorSet.Folder).Where(path => !kept.Contains(Path.GetFileName(path))))
        {
            File.Delete(stray);
        }

        var entries = new List<VectorEntry>();
        foreach (var vector in VectorCatalog.All)
        {
            await vector.WriteAsync(VectorSet.PathOf(vector.File));
            entries.Add(new()
            {
                File = vector.File,
                Writer = vector.Writer,
                Group = vector.Group,
                RowOrder = vector.RowOrder,
                Description = vector.Description,
                Expected = await VectorSet.ComputeAsync(vector.File),
            });
        }

        await File.WriteAllTextAsync(VectorSet.IndexPath, VectorSet.Format(entries));
        await output.WriteLineAsync($"{entries.Count} files written.");
    }

    /// <summary>Computes what is expected of the files that are there, and names those where it is not what <c>vectors.json</c> says.</summary>
    /// <param name="update">Whether to write the new expectations down.</param>
    /// <returns>The number of files whose expectation changed.</returns>
    public static async Task<int> ExpectAsync(bool update, TextWriter output)
    {
        var entries = VectorSet.Load();
        var computed = new List<VectorEntry>();
        foreach (var entry in entries)
        {
            computed.Add(entry with { Expected = await VectorSet.ComputeAsync(entry.File) });
        }

        var changed = entries.Zip(computed).Where(pair => VectorSet.Format([pair.First]) != VectorSet.Format([pair.Second])).Select(pair => pair.First.File).ToList();
        foreach (var file in changed)
        {
            await output.WriteLineAsync($"{(update ? "changed" : "differs")}: {file}");
        }

        if (update)
        {
            await File.WriteAllTextAsync(VectorSet.IndexPath, VectorSet.Format(computed));
        }

        await output.WriteLineAsync($"{changed.Count} of {entries.Count} expectations {(update ? "changed" : "differ")}.");
        return changed.Count;
    }
}
