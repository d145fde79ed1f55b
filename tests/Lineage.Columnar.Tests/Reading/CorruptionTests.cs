using System.Buffers.Binary;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Tests.Reading;

public sealed class CorruptionTests
{
    private static readonly ReadLimits Limits = new()
    {
        MaxRowGroupBytes = 1 << 23,
        MaxPageBytes = 1 << 22,
        MaxMetadataBytes = 1 << 20,
    };

    public static TheoryData<string> Files => [.. Samples.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Open_TruncatedAnywhere_Fails(string name)
    {
        var bytes = await File.ReadAllBytesAsync(Samples.PathOf(name));
        var random = new Random(1);
        var cuts = Enumerable.Range(0, 64).Concat(Enumerable.Range(bytes.Length - 64, 64)).Concat(Enumerable.Range(0, 40).Select(_ => random.Next(bytes.Length)));
        foreach (var cut in cuts)
        {
            Assert.True(await Attempt(bytes[..cut]) is { } error && error.Error != TableFormatError.Unsupported, $"cut at {cut} of {bytes.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Compute_MutatedBytes_IsAFingerprintOrATableFormatException(string name)
    {
        var bytes = await File.ReadAllBytesAsync(Samples.PathOf(name));
        var failures = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var mutated = Mutate(bytes, random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var error = await Attempt(mutated);
                failures += error is null ? 0 : 1;
                Assert.DoesNotContain(Samples.Folder, error?.Message ?? "", StringComparison.Ordinal);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: {e}");
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 150_000_000, $"seed {seed} allocated too much");
        }

        Assert.True(failures > 50, "most mutations must be noticed");
    }

    [Theory]
    [InlineData("stream.arrow-like", 0)]
    [InlineData("file.arrow-like", 1)]
    public async Task Open_FourGibibyteNameInArrowHeader_IsCorrupt(string description, int which)
    {
        var bytes = await File.ReadAllBytesAsync(Samples.PathOf(which == 0 ? "stream-lz4.arrow" : "file.arrow"));
        var place = which == 0 ? bytes.AsSpan().IndexOf("ratio"u8) : bytes.AsSpan().LastIndexOf("ratio"u8);
        Assert.Equal(5, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(place - 4)));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(place - 4), uint.MaxValue);

        var error = await Attempt(bytes, description);

        Assert.Equal(TableFormatError.Corrupt, error?.Error);
        Assert.StartsWith(description, error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(int.MaxValue, TableFormatError.Truncated)]
    [InlineData(-2, TableFormatError.Corrupt)]
    [InlineData(0, TableFormatError.Corrupt)]
    [InlineData(1 << 19, TableFormatError.Truncated)]
    public async Task Open_MessageLengthLies_Fails(int length, TableFormatError expected)
    {
        var bytes = await File.ReadAllBytesAsync(Samples.PathOf("stream-lz4.arrow"));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), length);

        Assert.Equal(expected, (await Attempt(bytes))?.Error);
    }

    [Theory]
    [InlineData("v1-snappy.parquet", 8, 0u)]
    [InlineData("v1-snappy.parquet", 8, uint.MaxValue)]
    [InlineData("v1-snappy.parquet", 8, 1_000_000u)]
    [InlineData("v1-snappy.parquet", 8, 100u)]
    [InlineData("file.arrow", 10, 0u)]
    [InlineData("file.arrow", 10, uint.MaxValue)]
    [InlineData("file.arrow", 10, 1_000_000u)]
    [InlineData("file.arrow", 10, 100u)]
    public async Task Open_FooterLengthLies_IsCorrupt(string name, int fromEnd, uint length)
    {
        var bytes = await File.ReadAllBytesAsync(Samples.PathOf(name));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - fromEnd), length);

        Assert.Equal(TableFormatError.Corrupt, (await Attempt(bytes))?.Error);
    }

    [Fact]
    public async Task Compute_WrongPageChecksum_NamesColumnAndRowGroup()
    {
        // The text also stands in statistics, which nothing reads.
        var bytes = await File.ReadAllBytesAsync(Samples.PathOf("v1-none-plain-crc.parquet"));
        var errors = new List<TableFormatException>();
        for (var place = 0; bytes.AsSpan(place).IndexOf("than twelve"u8) is var next and >= 0; place += next + 1)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[place + next] ^= 0x20;
            if (await Attempt(damaged) is { } error)
            {
                errors.Add(error);
            }
        }

        Assert.All(errors, error => Assert.Equal((TableFormatError.Corrupt, "name", "table"), (error.Error, error.Column, error.TableSource)));
        Assert.All(errors, error => Assert.Contains("checksum", error.Message, StringComparison.Ordinal));
        Assert.Equal([0, 1, 2], errors.Select(error => error.RowGroup!.Value).Distinct());
    }

    [Fact]
    public async Task Compute_TextThatIsNotUtf8_NamesTheColumn()
    {
        var bytes = await File.ReadAllBytesAsync(Samples.PathOf("file.arrow"));
        bytes[bytes.AsSpan().IndexOf("Zürich"u8) + 2] = 0xFF;

        var error = await Attempt(bytes);

        Assert.Equal((TableFormatError.Corrupt, "name"), (error!.Error, error.Column));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("hello, world")]
    [InlineData("a,b\n1,2\n")]
    public async Task Open_SomethingElse_IsNotATable(string text)
    {
        var error = await Attempt(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Equal(TableFormatError.NotATable, error?.Error);
    }

    [Fact]
    public async Task Open_EncryptedFooter_IsUnsupported() => Assert.Equal(TableFormatError.Unsupported, (await Attempt("PARE00000000PARE"u8.ToArray()))?.Error);

    [Fact]
    public async Task Open_StreamWithoutEndMarker_IsTruncated()
    {
        var bytes = await File.ReadAllBytesAsync(Samples.PathOf("stream-lz4.arrow"));

        Assert.Equal(TableFormatError.Truncated, (await Attempt(bytes[..^8]))?.Error);
    }

    [Fact]
    public async Task Compute_Cancelled_PassesThrough()
    {
        await using var source = await TableSource.OpenAsync(Samples.PathOf("v1-snappy.parquet"));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fingerprinter.ComputeAsync(source, new(), null, cancelled.Token));
    }

    [Fact]
    public async Task Open_NoSuchFile_IsAnIOException() =>
        await Assert.ThrowsAnyAsync<IOException>(() => TableSource.OpenAsync(Samples.PathOf("no such file")));

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = (byte[])bytes.Clone();
        byte[] extremes = [0, 1, 0x7F, 0x80, 0xFF];
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            // Metadata lies at the ends, so the ends are hit more often.
            var place = random.Next(3) switch
            {
                0 => random.Next(bytes.Length),
                1 => random.Next(Math.Min(bytes.Length, 2_000)),
                _ => bytes.Length - 1 - random.Next(Math.Min(bytes.Length, 6_000)),
            };
            switch (random.Next(4))
            {
                case 0:
                    mutated[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated[place] = extremes[random.Next(extremes.Length)];
                    break;
                case 2:
                    mutated.AsSpan(place, Math.Min(8, bytes.Length - place)).Fill(extremes[random.Next(extremes.Length)]);
                    break;
                default:
                    var from = random.Next(bytes.Length);
                    var length = Math.Min(random.Next(1, 32), bytes.Length - Math.Max(from, place));
                    bytes.AsSpan(from, length).CopyTo(mutated.AsSpan(place));
                    break;
            }
        }

        return mutated;
    }

    private static async Task<TableFormatException?> Attempt(byte[] bytes, string description = "table")
    {
        try
        {
            await using var source = await TableSource.OpenAsync(new MemoryStream(bytes), description, Limits);

            // One worker stays on this thread, whose allocations are counted.
            await Fingerprinter.ComputeAsync(source, new(), workers: 1);
            return null;
        }
        catch (TableFormatException e)
        {
            return e;
        }
    }
}
