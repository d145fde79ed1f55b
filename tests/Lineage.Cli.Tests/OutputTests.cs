using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Lineage.Cli.Output;
using Lineage.Client;

namespace Lineage.Cli.Tests;

public sealed class OutputTests
{
    [Fact]
    public void LineageTree_OfACycleAndADiamond_ExpandsEveryNodeOnce()
    {
        var graph = new LineageGraph([Node("a"), Node("b"), Node("c"), Node("d")], [Edge("a", "b"), Edge("a", "c"), Edge("b", "d"), Edge("c", "d"), Edge("d", "a")], V1.Completeness.Complete, 0);

        Assert.Equal(
            """
            model version a depends on
            ├── FINE_TUNED_FROM model version b
            │   └── FINE_TUNED_FROM model version d
            │       └── FINE_TUNED_FROM model version a (shown above)
            └── FINE_TUNED_FROM model version c
                └── FINE_TUNED_FROM model version d (shown above)
            complete: 4 nodes, 5 edges

            """.ReplaceLineEndings("\n"),
            Written(terminal => LineageTree.Write(terminal.Output, graph, ["a"], V1.Direction.Upstream)));
    }

    [Fact]
    public void LineageTree_OfWhatIsGone_SaysSo()
    {
        var deleted = Node("b");
        deleted.DeleteTime = new Timestamp();
        var closed = Edge("a", "b");
        closed.CloseTime = new Timestamp();

        var text = Written(terminal => LineageTree.Write(terminal.Output, new([Node("a"), deleted], [closed], V1.Completeness.Complete, 0), ["a"], V1.Direction.Upstream));

        Assert.Contains("b (until 1970-01-01T00:00:00Z) (deleted)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59, "59 s")]
    [InlineData(3_600, "1 h")]
    [InlineData(3_661, "1 h 1 min")]
    [InlineData(90_000, "1 d 1 h")]
    [InlineData(86_460, "1 d")]
    [InlineData(-7_200, "-2 h")]
    public void Length_OfADuration_IsItsTwoGreatestUnits(long seconds, string text) => Assert.Equal(text, Words.Length(new Duration { Seconds = seconds }));

    [Theory]
    [InlineData(StatusCode.NotFound, "NOT_FOUND")]
    [InlineData(StatusCode.Unavailable, "UNAVAILABLE")]
    public void Code_OfAStatus_IsItsCanonicalName(StatusCode code, string name) => Assert.Equal(name, Words.Code(code));

    [Fact]
    public void Text_WithControlCharacters_DoesNotReachTheTerminal()
    {
        var text = Written(terminal => VectorVerdict.Write(terminal.Output, new() { Issues = { new V1.VectorIssue { Subject = "a\u001b[2J", Served = "[red]" } } }));

        Assert.DoesNotContain('\u001b', text);
        Assert.Contains("[red]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Audit_WithTheLabelAmongTheFeatures_IsRejectedForIt()
    {
        var text = Written(terminal => AuditTable.Write(terminal.Output, new() { Rows = 3, RowsWithNullKey = 1, LabelInFeatures = { "late" } }));

        Assert.Contains("feature late equals the label on every row", text, StringComparison.Ordinal);
        Assert.Contains("REJECTED: the label among the features, in 3 rows, of which 1 without key or label time", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_OfWorkThatTakesLongerThanASecond_IsShown()
    {
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var shown = new ShownText(done);

        Assert.Equal(7, await ProgressBar.RunAsync(shown.Terminal, "reading", progress => WorkAsync(progress, done.Task)));

        Assert.Contains("reading: half", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_ThatNobodyWatches_IsNotShown()
    {
        using var error = new StringWriter();
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, error) { Clock = new ImpatientClock() };

        Assert.Equal(7, await ProgressBar.RunAsync(terminal, "reading", progress => WorkAsync(progress, Task.FromResult(7))));

        Assert.Empty(error.ToString());
    }

    private static async Task<int> WorkAsync(IProgress<Amount> progress, Task<int> rest)
    {
        progress.Report(new("half", 5, 10));
        return await rest;
    }

    private static string Written(Action<Terminal> write)
    {
        using var output = new StringWriter();
        write(new Terminal(TextReader.Null, output, TextWriter.Null));
        return string.Join('\n', output.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }

    private static V1.Node Node(string name) => new() { Name = name, Kind = V1.NodeKind.ModelVersion };

    private static V1.Edge Edge(string from, string to) => new() { From = from, Kind = V1.EdgeKind.FineTunedFrom, To = to };

    /// <summary>A clock on which every wait is over at once.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    /// <summary>Ends the work once its progress was written.</summary>
    private sealed class ShownText : StringWriter
    {
        private readonly TaskCompletionSource<int> _done;

        public ShownText(TaskCompletionSource<int> done)
        {
            _done = done;
            Terminal = new Terminal(TextReader.Null, Null, this) { IsWatched = true, Clock = new ImpatientClock() };
        }

        public Terminal Terminal { get; }

        public override void Write(string? value)
        {
            base.Write(value);
            if (ToString().Contains("reading: half", StringComparison.Ordinal))
            {
                _done.TrySetResult(7);
            }
        }
    }
}
