using System.Buffers.Text;
using System.Text;
using Lineage.Core.Errors;
using Lineage.Core.Graph;
using Lineage.Core.Storage;
using Lineage.Storage.Sqlite.Connections;
using static Lineage.Storage.Conformance.Samples.Sample;

namespace Lineage.Storage.Sqlite.Tests.Connections;

public sealed class CursorTests
{
    [Theory]
    [InlineData("a", "b")]
    [InlineData("", "")]
    [InlineData("1:\n2", "\n\0:𝒳é")]
    public void Read_WrittenCursor_IsTheSameKey(string one, string two) => Assert.Equal([one, two], Cursor.Read(Cursor.Write("order", one, two), "order", 2));

    [Theory]
    [InlineData("")]
    [InlineData("***")]
    [InlineData("AAAA")]
    [InlineData("order\n1:a")]
    [InlineData("order\n1:a\n1:b\n1:c")]
    [InlineData("order\n9:a\n1:b")]
    [InlineData("order\n-1:a\n1:b")]
    [InlineData("order\nx:a\n1:b")]
    [InlineData("order\n1:a\n1:bc")]
    [InlineData("other\n1:a\n1:b")]
    [InlineData("orders\n1:a\n1:b")]
    public void Read_DamagedCursor_IsRefused(string text)
    {
        var cursor = text.Contains('\n', StringComparison.Ordinal) ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text)) : text;

        Assert.Equal(ErrorReason.InvalidPageToken, Assert.Throws<LineageException>(() => Cursor.Read(cursor, "order", 2)).Reason);
    }

    [Fact]
    public async Task Read_CursorsOfOtherListings_AreRefused()
    {
        using var folder = new TempFolder();
        var token = TestContext.Current.CancellationToken;
        await using var store = new SqliteLineageStore(folder.Database, TimeProvider.System);
        await store.InitializeAsync(token);
        string[] cursors =
        [
            "damaged", Cursor.Write("Name", "a", "b"), Cursor.Write("CreateTime", "x", "b"), Cursor.Write("edges", "a", "b", "x"),
            Cursor.Write("metrics", "a", "1", "no hex", "1", "1"), Cursor.Write("metrics", "a", "x", "00", "1", "1"),
        ];
        foreach (var cursor in cursors)
        {
            await RefusedAsync(async () => await store.ListAsync(new NodeQuery { Kind = NodeKind.Source, Order = NodeOrder.CreateTime, PageSize = 1, After = cursor }, token));
            await RefusedAsync(async () => await store.ListEdgesAsync(
                new EdgeQuery { Node = SourceName("a"), Direction = TraceDirection.Upstream, PageSize = 1, After = cursor }, token));
            await RefusedAsync(async () => await store.ReadMetricsAsync(new MetricQuery { Run = RunName("r"), PageSize = 1, After = cursor }, token));
        }
    }

    private static async Task RefusedAsync(Func<Task> read) =>
        Assert.Equal((ErrorKind.Invalid, ErrorReason.InvalidPageToken), await Assert.ThrowsAsync<LineageException>(read) is var error ? (error.Kind, error.Reason) : default);
}
