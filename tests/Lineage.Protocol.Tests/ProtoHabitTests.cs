using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Lineage.Protocol.Tests;

/// <summary>The AIP habits of every service, so that a new one cannot forget them.</summary>
public sealed partial class ProtoHabitTests
{
    private static readonly string[] WriteVerbs = ["Create", "Update", "Delete", "Set", "Append", "Log"];

    private static IEnumerable<MessageDescriptor> Messages => WireContract.Files.SelectMany(f => f.MessageTypes);

    private static IEnumerable<MethodDescriptor> Methods => WireContract.Files.SelectMany(f => f.Services).SelectMany(s => s.Methods);

    [Fact]
    public void Files_HaveOneServiceEach()
    {
        Assert.All(WireContract.Files, f => Assert.InRange(f.Services.Count, 0, 1));
        Assert.Contains(WireContract.Files, f => f.Name == "lineage/v1/error_reason.proto");
    }

    [Fact]
    public void Enums_BeginWithUnspecified() =>
        Assert.All(WireContract.Files.SelectMany(f => f.EnumTypes), e => Assert.EndsWith("_UNSPECIFIED", e.FindValueByNumber(0).Name, StringComparison.Ordinal));

    [Fact]
    public void Writes_TakeARequestId()
    {
        var writes = Methods.Where(m => WriteVerbs.Any(v => m.Name.StartsWith(v, StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(writes);
        Assert.Empty(writes.Where(m => m.InputType.FindFieldByName("request_id") is null).Select(m => m.FullName));
    }

    [Fact]
    public void Lists_ArePaged()
    {
        var lists = Methods.Where(m => m.Name.StartsWith("List", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lists);
        foreach (var list in lists)
        {
            Assert.All(["page_size", "page_token"], field => Assert.True(list.InputType.FindFieldByName(field) is not null, $"{list.FullName} has no {field}"));
            Assert.NotNull(list.OutputType.FindFieldByName("next_page_token"));
        }
    }

    [Fact]
    public void Lists_OfResources_AreFilteredAndOrdered()
    {
        // Audit entries and metric points are no resources: they have one order and conditions of their own.
        var lists = Methods.Where(m => m.Name.StartsWith("List", StringComparison.Ordinal) && m.Name is not ("ListAuditEntries" or "ListMetricPoints"));
        Assert.All(lists, m => Assert.All(["filter", "order_by"], field => Assert.True(m.InputType.FindFieldByName(field) is not null, $"{m.FullName} has no {field}")));
    }

    [Fact]
    public void Updates_TakeAMaskAndTheResourceItsEtag()
    {
        var updates = Methods.Where(m => m.Name.StartsWith("Update", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(updates);
        Assert.Empty(updates.Where(m => m.InputType.FindFieldByName("update_mask") is null || m.OutputType.FindFieldByName("etag") is null).Select(m => m.FullName));
    }

    [Fact]
    public void Requests_BelongToOneCall() =>
        Assert.Empty(Methods.GroupBy(m => m.InputType.FullName).Where(g => g.Count() > 1 && g.Key != "lineage.v1.CheckVectorRequest").Select(g => g.Key));

    [Fact]
    public void Everything_IsCommented()
    {
        var silent = from file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "protos"), "*.proto", SearchOption.AllDirectories)
                     let lines = File.ReadAllLines(file)
                     from line in lines.Prepend(string.Empty).Zip(lines)
                     where Declaration().IsMatch(line.Second) && !line.First.TrimStart().StartsWith("//", StringComparison.Ordinal)
                     select $"{Path.GetFileName(file)}: {line.Second.Trim()}";
        Assert.Empty(silent);
        Assert.True(Messages.Any());
    }

    [GeneratedRegex(@"^\s*(?:message|enum|service|rpc|oneof)\s+\w+|^\s+(?:repeated |optional |map<[^>]+> )?[\w.]*\s*\w+ = \d+", RegexOptions.None, 10_000)]
    private static partial Regex Declaration();
}
