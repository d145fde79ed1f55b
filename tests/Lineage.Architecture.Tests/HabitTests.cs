using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Lineage.Architecture.Tests;

/// <summary>The habits that a reader relies on, checked on the text and on the assemblies.</summary>
public sealed partial class HabitTests
{
    private const int LongestFile = 300;
    private const int LongestCall = 15;
    private static readonly string[] VagueFolders = ["Utils", "Utilities", "Helpers", "Managers", "Common", "Misc", "Shared"];

    public static TheoryData<string> Assemblies =>
        ["Lineage.Columnar", "Lineage.Core", "Lineage.Storage.Sqlite", "Lineage.Server", "Lineage.Client", "lineage"];

    [Fact]
    public void Files_OfEveryProject_StayShort()
    {
        var tooLong = SourceTree.Files("src").Concat(SourceTree.Files("tests"))
            .Select(f => (File: SourceTree.Relative(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > LongestFile)
            .Select(f => $"{f.File} has {f.Lines} lines");
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Folders_AreNamedForConcepts() =>
        Assert.DoesNotContain(SourceTree.Files("src").SelectMany(f => SourceTree.Relative(f).Split('/')), part => VagueFolders.Contains(part, StringComparer.OrdinalIgnoreCase));

    [Fact]
    public void Namespaces_FollowFolders()
    {
        var astray = from file in SourceTree.Files("src")
                     let folder = Path.GetDirectoryName(SourceTree.Relative(file))!["src/".Length..].Replace('/', '.')
                     let declared = NamespaceLine().Match(File.ReadAllText(file))
                     where declared.Success && declared.Groups["name"].Value != folder
                     select $"{SourceTree.Relative(file)} declares {declared.Groups["name"].Value}";
        Assert.Empty(astray);
    }

    [Fact]
    public void Files_HaveOnePublicType()
    {
        var crowded = from file in SourceTree.Files("src")
                      let types = PublicType().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value).Distinct().ToList()
                      where types.Count > 1
                      select $"{SourceTree.Relative(file)}: {string.Join(", ", types)}";
        Assert.Empty(crowded);
    }

    [Fact]
    public void Services_DecideNothingThemselves()
    {
        var clever = from file in SourceTree.Files("src", "Lineage.Server", "Services")
                     where file.EndsWith("Service.cs", StringComparison.Ordinal)
                     let text = File.ReadAllText(file)
                     where Clever().IsMatch(text)
                     select $"{SourceTree.Relative(file)}: {Clever().Match(text).Value}";
        Assert.Empty(clever);
    }

    [Fact]
    public void Calls_MapInCallOneUseCaseAndMapOut()
    {
        var tooLong = from file in SourceTree.Files("src", "Lineage.Server", "Services")
                      where file.EndsWith("Service.cs", StringComparison.Ordinal)
                      from call in CallsOf(File.ReadAllLines(file))
                      where call.Lines > LongestCall
                      select $"{SourceTree.Relative(file)}: {call.Name} has {call.Lines} lines";
        Assert.Empty(tooLong);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Classes_AreSealedUnlessInherited(string assembly)
    {
        var types = Assembly.Load(assembly).GetTypes();
        var bases = types.Select(t => t.BaseType).OfType<Type>().Select(t => t.IsGenericType ? t.GetGenericTypeDefinition() : t).ToHashSet();
        var open = types.Where(t => t is { IsClass: true, IsAbstract: false, IsSealed: false } && !bases.Contains(t) && !IsGenerated(t)).Select(t => t.FullName);
        Assert.Empty(open);
    }

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Name.StartsWith('<') || (type.DeclaringType is { } outer && IsGenerated(outer))
        || type.Name is "Program" || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute));

    /// <summary>The body lines of every call, braces and signature left out.</summary>
    private static IEnumerable<(string Name, int Lines)> CallsOf(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (CallLine().Match(lines[i]) is not { Success: true } call)
            {
                continue;
            }

            var open = Array.FindIndex(lines, i, l => l is "    {" || l.EndsWith(';'));
            var close = lines[open] is "    {" ? Array.FindIndex(lines, open, l => l is "    }") : open + 1;
            yield return (call.Groups["name"].Value, close - open - 1);
        }
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^public ((static|sealed|abstract|readonly|partial|ref|unsafe) )*(record struct|record|class|struct|interface|enum|delegate \S+) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"\bcatch\b|\bSELECT\b|\bILineageStore\b|\bICommitStore\b|\bCommitAsync\b", RegexOptions.None, 10_000)]
    private static partial Regex Clever();

    [GeneratedRegex(@"^    public override .*?(?<name>\w+)\(", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex CallLine();
}
