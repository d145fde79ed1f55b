using System.Buffers.Binary;
using System.Security.Cryptography;
using Lineage.Columnar.Fingerprinting;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;

namespace Lineage.Core.Tests.Datasets;

/// <summary>States that somebody made up, with a right checksum.</summary>
public sealed class FingerprintStatesTests
{
    private const int ChecksumSize = 8;

    // What a state without buckets ends with: rows, two sums of 16 bytes, and the checksum.
    private const int RowsFromEnd = ChecksumSize + 32 + sizeof(long);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merge_OfParts_IsTheStateOfAll()
    {
        var (left, right, all) = (await StateAsync(1, 2), await StateAsync(3), await StateAsync(1, 2, 3));

        Assert.Equal(all, FingerprintStates.Merge([left, right], []).ToBytes());
        Assert.Equal(left, FingerprintStates.Merge([all], [right]).ToBytes());
        Assert.Equal(all, FingerprintStates.Merge([all], []).ToBytes());
    }

    [Fact]
    public async Task Merge_OfFewerThanNoRows_IsRefused()
    {
        var state = await StateAsync(1);
        BinaryPrimitives.WriteInt64LittleEndian(state.AsSpan(state.Length - RowsFromEnd), -1);

        MustRefuse(Signed(state), "rows");
    }

    [Fact]
    public async Task Merge_OfColumnsOutOfOrder_IsRefused()
    {
        var state = await StateAsync(1);
        var (first, second) = (state.AsSpan().IndexOf("\u0001\0\0\0a"u8), state.AsSpan().IndexOf("\u0001\0\0\0b"u8));
        (state[first + 4], state[second + 4]) = (state[second + 4], state[first + 4]);

        MustRefuse(Signed(state), "order");
    }

    [Fact]
    public async Task Merge_OfMoreThanTheBytesHold_IsRefused()
    {
        var state = await StateAsync(1);
        for (var place = 6; place < state.Length - ChecksumSize - sizeof(int); place++)
        {
            var wrong = state.ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(wrong.AsSpan(place), int.MaxValue);
            try
            {
                FingerprintStates.Merge([Signed(wrong)], []);
            }
            catch (LineageException refusal)
            {
                Assert.Equal((ErrorKind.Invalid, "states[0]"), (refusal.Kind, Assert.Single(refusal.Violations).Field));
            }
        }
    }

    private static void MustRefuse(byte[] state, string word)
    {
        var refusal = Assert.Throws<LineageException>(() => FingerprintStates.Merge([state], []));

        Assert.Equal((ErrorKind.Invalid, ErrorReason.InvalidData, "states[0]"), (refusal.Kind, refusal.Reason, Assert.Single(refusal.Violations).Field));
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    private static byte[] Signed(byte[] state)
    {
        SHA256.HashData(state.AsSpan(..^ChecksumSize)).AsSpan(0, ChecksumSize).CopyTo(state.AsSpan(^ChecksumSize..));
        return state;
    }

    private static async Task<byte[]> StateAsync(params double[] values)
    {
        var table = MemoryFiles.Table("t", ("a", [.. values.Select(v => (object)v)]), ("b", [.. values.Select(v => $"{v}")]));
        var builder = new FingerprintBuilder(table.Schema, new(), "t");
        await foreach (var batch in table.ReadAsync(ct: Token))
        {
            builder.Append(batch);
        }

        return builder.State.ToBytes();
    }
}
