using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.Fingerprinting;

/// <summary>The written form of states, right, damaged, and forged: with another content and the checksum that belongs to it.</summary>
public sealed class StateBytesTests
{
    public static TheoryData<FingerprintAlgorithm, RowOrder, bool> Kinds => new()
    {
        { FingerprintAlgorithm.Fast, RowOrder.Multiset, false },
        { FingerprintAlgorithm.Fast, RowOrder.Multiset, true },
        { FingerprintAlgorithm.Fast, RowOrder.Ordered, false },
        { FingerprintAlgorithm.Sha256, RowOrder.Multiset, false },
        { FingerprintAlgorithm.Sha256, RowOrder.Multiset, true },
        { FingerprintAlgorithm.Sha256, RowOrder.Ordered, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FromBytes_OfToBytes_IsTheSameAndGoesOn(FingerprintAlgorithm algorithm, RowOrder order, bool cutOffs)
    {
        var rows = TimedRows.Generate(new Random(1), 200);
        var options = OptionsOf(algorithm, order, cutOffs);
        var bytes = TimedRows.StateOf(rows[..120], options).ToBytes();

        var state = FingerprintState.FromBytes(bytes);
        Assert.Equal(bytes, state.ToBytes());
        var builder = FingerprintBuilder.From(state, TimedRows.Schema, "rows");
        using var rest = TimedRows.ToBatch(rows[120..]);
        builder.Append(rest);

        Assert.Equal(TimedRows.StateOf(rows, options).ToBytes(), builder.State.ToBytes());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FromBytes_AnyByteDamagedOrMissing_IsRefused(FingerprintAlgorithm algorithm, RowOrder order, bool cutOffs)
    {
        var bytes = TimedRows.StateOf(TimedRows.Generate(new Random(2), 3), OptionsOf(algorithm, order, cutOffs)).ToBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[i] ^= (byte)(1 << (i % 8));
            Assert.Throws<InvalidDataException>(() => FingerprintState.FromBytes(damaged));
        }

        for (var length = 0; length < bytes.Length; length += 1 + (length / 50))
        {
            Assert.Throws<InvalidDataException>(() => FingerprintState.FromBytes(bytes.AsSpan(0, length)));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void FromBytes_ForgedAnywhere_IsRefusedOrAStateOfPossibleRows(FingerprintAlgorithm algorithm, RowOrder order, bool cutOffs)
    {
        var bytes = TimedRows.StateOf(TimedRows.Generate(new Random(3), 4), OptionsOf(algorithm, order, cutOffs)).ToBytes();
        int[] extremes = [0, 1, -1, int.MaxValue, int.MinValue, 1 << 20];
        var refused = 0;
        for (var place = 4; place < bytes.Length - 8; place += place < 400 ? 1 : 7)
        {
            foreach (var extreme in extremes)
            {
                var forged = (byte[])bytes.Clone();
                BinaryPrimitives.WriteInt32LittleEndian(forged.AsSpan(place, 4), extreme);
                refused += ReadsAsRefused(Sealed(forged)) ? 1 : 0;
            }
        }

        Assert.True(refused > 300, $"only {refused} refused");
    }

    [Fact]
    public void FromBytes_ManyCutOffsDeclaredInLittleSpace_IsRefusedBeforeAllocating()
    {
        var few = TimedRows.StateOf([], OptionsOf(FingerprintAlgorithm.Sha256, RowOrder.Multiset, false)).ToBytes();
        var count = few.AsSpan().LastIndexOf("number"u8) + 6;
        byte[] forged = [.. few[..count], .. BitConverter.GetBytes(200_000), .. new byte[200_000 * 16], .. few[count..]];

        Assert.True(ReadsAsRefused(Sealed(forged)));
    }

    [Fact]
    public void FromBytes_ManyKeysAndColumnsThatAreNoKeys_IsRefusedInOnePass()
    {
        // A search through all columns for each key would take 10^10 steps.
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write([.. "LFS2"u8, 0, 0]);
        writer.Write(100_000);
        for (var i = 0; i < 100_000; i++)
        {
            writer.Write(6);
            writer.Write(Encoding.UTF8.GetBytes($"{i:D6}"));
            writer.Write([0, 0, 0, 0, 0]);
        }

        writer.Write(new byte[9]);
        writer.Write(100_000);
        for (var i = 0; i < 100_000; i++)
        {
            writer.Write(6);
            writer.Write("099999"u8);
        }

        writer.Write(new byte[1_000]);

        Assert.True(ReadsAsRefused(Sealed(stream.ToArray())));
    }

    private static FingerprintOptions OptionsOf(FingerprintAlgorithm algorithm, RowOrder order, bool cutOffs) => TimedRows.Options with
    {
        Algorithm = algorithm,
        Order = order,
        CutOffs = cutOffs ? [new(new EventTime(new Instant(0)), new KnowledgeTime(new Instant(0))), new(new EventTime(new Instant(-5)))] : [],
    };

    /// <summary>With the checksum that belongs to the bytes before it.</summary>
    private static byte[] Sealed(byte[] state)
    {
        SHA256.HashData(state.AsSpan(0, state.Length - 8)).AsSpan(0, 8).CopyTo(state.AsSpan(state.Length - 8));
        return state;
    }

    /// <summary>Whether the bytes are refused; where not, what they say can be told, and told again.</summary>
    private static bool ReadsAsRefused(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        FingerprintState state;
        try
        {
            state = FingerprintState.FromBytes(bytes);
        }
        catch (InvalidDataException)
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000 + (50L * bytes.Length));
            return true;
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000 + (50L * bytes.Length));
        var fingerprint = state.Finish();
        Assert.True(TableFingerprint.TryParse(fingerprint.ToString(), out _));
        Assert.All(fingerprint.Columns, column => Assert.InRange(column.NullCount, 0, fingerprint.Rows));
        Assert.Equal(fingerprint.ToString(), FingerprintState.FromBytes(state.ToBytes()).Finish().ToString());
        return false;
    }
}
