using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Lineage.Columnar.Comparing;
using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Client;

/// <content>Fingerprints: here, there, and by upload.</content>
public sealed partial class LineageClient
{
    private const int ChunkBytes = 256 * 1024;

    /// <summary>Fingerprints and profiles a Parquet or Arrow file of this machine, without a server. The result is the one the service gives for the same file.</summary>
    /// <exception cref="TableFormatException">The file is no readable table, or a time column has no times.</exception>
    /// <exception cref="ArgumentException">The options name a column that is not there, or contradict each other.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static async Task<V1.TableDescription> FingerprintFileAsync(
        string path, V1.FingerprintOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var table = await TableSource.OpenAsync(path, ct: cancellationToken);
        return (await Fingerprinter.DescribeAsync(table, options.ToLocal(), progress, cancellationToken)).ToWire();
    }

    /// <summary>Says what differs between two files of this machine, without a server. The result is the one the service gives for their fingerprints.</summary>
    /// <exception cref="TableFormatException">A file is no readable table, or a time column has no times.</exception>
    /// <exception cref="ArgumentException">The options name a column that is not there, or contradict each other.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    public static async Task<V1.CompareFingerprintsResponse> CompareFilesAsync(
        string before, string after, V1.FingerprintOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var earlier = await TableSource.OpenAsync(before, ct: cancellationToken);
        await using var later = await TableSource.OpenAsync(after, ct: cancellationToken);
        var earlierFingerprint = await Fingerprinter.ComputeAsync(earlier, options.ToLocal(), progress, cancellationToken);
        var laterFingerprint = await Fingerprinter.ComputeAsync(later, options.ToLocal(), progress, cancellationToken);
        return DifferenceMapping.Compare(earlierFingerprint, laterFingerprint);
    }

    /// <summary>A fingerprint in the words of the protocol, as the service answers it.</summary>
    public static V1.Fingerprint MessageOf(TableFingerprint fingerprint) => fingerprint.ToWire();

    /// <summary>Compares two files of this machine down to the rows that differ, by <c>fast</c> fingerprints, whatever the order of rows.</summary>
    /// <exception cref="TableFormatException">A file is no readable table, or lacks a column that the options name.</exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    public static async Task<FileComparison> CompareFileRowsAsync(
        string before, string after, RowComparisonOptions options, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var earlier = await TableSource.OpenAsync(before, ct: cancellationToken);
        await using var later = await TableSource.OpenAsync(after, ct: cancellationToken);
        var report = await RowComparison.CompareAsync(earlier, later, options, progress, cancellationToken);
        return new(report.Difference.ToWire(), report);
    }

    /// <summary>Lets the service fingerprint and profile a file below its data roots.</summary>
    /// <exception cref="LineageRpcException">The path lies outside the roots, or the file is no readable table.</exception>
    public async Task<V1.TableDescription> FingerprintPathAsync(
        string path, V1.FingerprintOptions? options = null, IProgress<ReadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        using var call = Fingerprints.FingerprintPath(new() { Path = path, Options = options }, cancellationToken: cancellationToken);
        V1.TableDescription? result = null;
        await foreach (var part in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            progress?.Report(new(part.Rows, part.TotalRows == 0 ? null : part.TotalRows));
            result = part.Result;
        }

        return result ?? throw Unfinished();
    }

    /// <summary>Sends a file to the service, which fingerprints and profiles it and keeps nothing of it.</summary>
    /// <exception cref="LineageRpcException">The service refuses the upload, or the file is no readable table.</exception>
    /// <exception cref="IOException">The file cannot be opened or read, or became shorter on the way.</exception>
    public async Task<V1.TableDescription> UploadAsync(
        string path, V1.FingerprintOptions? options = null, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return await UploadAsync(file, file.Length, Path.GetFileName(path), options, progress, cancellationToken);
    }

    /// <summary>Sends the next bytes of a stream to the service, which fingerprints and profiles them and keeps nothing of them. The stream stays the caller's.</summary>
    /// <param name="data">Where the bytes are read.</param>
    /// <param name="sizeBytes">Exactly how many are sent.</param>
    /// <param name="fileName">What errors call them.</param>
    /// <param name="options">How to fingerprint.</param>
    /// <param name="progress">Told after every chunk.</param>
    /// <exception cref="LineageRpcException">The service refuses the upload, or the bytes are no readable table.</exception>
    /// <exception cref="EndOfStreamException">The stream ended before that many bytes came.</exception>
    public async Task<V1.TableDescription> UploadAsync(
        Stream data,
        long sizeBytes,
        string fileName,
        V1.FingerprintOptions? options = null,
        IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        using var call = Fingerprints.FingerprintUpload(cancellationToken: cancellationToken);
        var header = new V1.UploadHeader { FileName = fileName, SizeBytes = sizeBytes, Options = options };
        if (await TryWriteAsync(call, new() { Header = header }))
        {
            await SendAsync(call, data, sizeBytes, progress, cancellationToken);
        }

        return await call.ResponseAsync;
    }

    /// <summary>Lets the service add up the states of fingerprints that were computed apart, and take others away again.</summary>
    /// <param name="states">Of disjoint sets of rows; where rows are in order, in the order of their rows.</param>
    /// <param name="subtracted">Of rows among these.</param>
    /// <exception cref="LineageRpcException">One is no state, or is of another schema or other options.</exception>
    public async Task<V1.MergeFingerprintStatesResponse> MergeFingerprintStatesAsync(
        IEnumerable<ReadOnlyMemory<byte>> states, IEnumerable<ReadOnlyMemory<byte>>? subtracted = null, CancellationToken cancellationToken = default)
    {
        var request = new V1.MergeFingerprintStatesRequest
        {
            States = { states.Select(UnsafeByteOperations.UnsafeWrap) },
            SubtractedStates = { (subtracted ?? []).Select(UnsafeByteOperations.UnsafeWrap) },
        };
        return await Fingerprints.MergeFingerprintStatesAsync(request, cancellationToken: cancellationToken);
    }

    private static async Task SendAsync(
        AsyncClientStreamingCall<V1.FingerprintUploadRequest, V1.TableDescription> call,
        Stream data,
        long sizeBytes,
        IProgress<UploadProgress>? progress,
        CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (long sent = 0; sent < sizeBytes;)
            {
                var chunk = buffer.AsMemory(0, (int)Math.Min(ChunkBytes, sizeBytes - sent));
                await data.ReadExactlyAsync(chunk, cancellationToken);

                // A message is serialised before its write completes, so the buffer is free again then.
                if (!await TryWriteAsync(call, new() { Chunk = UnsafeByteOperations.UnsafeWrap(chunk) }))
                {
                    return;
                }

                sent += chunk.Length;
                progress?.Report(new(sent, sizeBytes));
            }

            await call.RequestStream.CompleteAsync();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>False where the service ended the call already; its answer then says why.</summary>
    private static async Task<bool> TryWriteAsync(
        AsyncClientStreamingCall<V1.FingerprintUploadRequest, V1.TableDescription> call, V1.FingerprintUploadRequest part)
    {
        try
        {
            await call.RequestStream.WriteAsync(part);
            return true;
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
            return false;
        }
    }

    private static LineageRpcException Unfinished() =>
        LineageRpcException.From(new RpcException(new Status(StatusCode.DataLoss, "the stream ended without its last message")));
}
