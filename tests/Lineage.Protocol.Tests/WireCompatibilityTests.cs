namespace Lineage.Protocol.Tests;

/// <summary>
/// <c>wire-contract.txt</c> is what the last release put on the wire. A line that goes is a client that breaks; a line that comes is written down with the change that brings it.
/// </summary>
public sealed class WireCompatibilityTests
{
    private static readonly string[] Recorded = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "wire-contract.txt"));

    [Fact]
    public void Contract_OfEarlierClients_StillHolds()
    {
        var broken = Recorded.Except(WireContract.Facts()).ToList();
        Assert.True(broken.Count == 0, $"clients in the field rely on these:\n{string.Join('\n', broken)}");
    }

    [Fact]
    public void Contract_OfThisBuild_IsRecorded()
    {
        var actual = Path.Combine(AppContext.BaseDirectory, "wire-contract.actual.txt");
        File.WriteAllLines(actual, WireContract.Facts());
        var unrecorded = WireContract.Facts().Except(Recorded).ToList();
        Assert.True(unrecorded.Count == 0, $"add these lines to tests/Lineage.Protocol.Tests/wire-contract.txt ({actual} has them all):\n{string.Join('\n', unrecorded)}");
    }
}
