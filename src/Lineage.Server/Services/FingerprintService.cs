using System.Runtime.CompilerServices;
using Grpc.Core;
using Lineage.Columnar.Fingerprinting;
using Lineage.Core.Datasets;
using Lineage.Core.Errors;
using Lineage.Server.Data;
using Lineage.Server.Mapping;

namespace Lineage.Server.Services;

/// <summary>Fingerprints and profiles.</summary>
internal sealed class FingerprintService(TableDescriptions tables, UploadSpool spool) : V1.FingerprintService.FingerprintServiceBase
{
    public override async Task FingerprintPath(
        V1.FingerprintPathRequest request, IServerStreamWriter<V1.FingerprintProgress> responseStream, ServerCallContext context)
    {
        var description = await ProgressStream.RunAsync<ReadProgress, TableDescription>(
            (progress, stop) => tables.DescribeAsync(request.Path, request.Options.ToDomain(), progress, stop),
            p => responseStream.WriteAsync(new V1.FingerprintProgress { Rows = p.Rows, TotalRows = p.TotalRows ?? 0 }, context.CancellationToken),
            context.CancellationToken);
        var rows = description.Fingerprint.Rows;
        await responseStream.WriteAsync(
            new V1.FingerprintProgress { Rows = rows, TotalRows = rows, Result = description.ToWire() }, context.CancellationToken);
    }

    public override async Task<V1.TableDescription> FingerprintUpload(IAsyncStreamReader<V1.FingerprintUploadRequest> requestStream, ServerCallContext context)
    {
        var header = await HeaderAsync(requestStream, context.CancellationToken);
        var chunks = ChunksAsync(requestStream, context.CancellationToken);
        await using var upload = await spool.ReceiveAsync(header.SizeBytes, chunks, context.CancellationToken);
        var name = header.FileName.Length == 0 ? "upload" : Core.Graph.Identifier.Printable(header.FileName);
        var description = await tables.DescribeAsync(upload.Data, name, header.Options.ToDomain(), context.CancellationToken);
        return description.ToWire();
    }

    public override async Task<V1.CompareFingerprintsResponse> CompareFingerprints(V1.CompareFingerprintsRequest request, ServerCallContext context)
    {
        var before = request.BeforeCase == V1.CompareFingerprintsRequest.BeforeOneofCase.BeforeFingerprint
            ? request.BeforeFingerprint.ToDomain("before_fingerprint")
            : await tables.RegisteredAsync(request.BeforeName, "before_name", context.CancellationToken);
        var after = request.AfterCase == V1.CompareFingerprintsRequest.AfterOneofCase.AfterFingerprint
            ? request.AfterFingerprint.ToDomain("after_fingerprint")
            : await tables.RegisteredAsync(request.AfterName, "after_name", context.CancellationToken);
        return TableDescriptions.Compare(before, after).ToWire();
    }

    private static async Task<V1.UploadHeader> HeaderAsync(IAsyncStreamReader<V1.FingerprintUploadRequest> parts, CancellationToken cancellationToken) =>
        await parts.MoveNext(cancellationToken) && parts.Current.Header is { } header
            ? header
            : throw LineageException.Invalid(ErrorReason.InvalidUpload, "header", "must be the first message");

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ChunksAsync(
        IAsyncStreamReader<V1.FingerprintUploadRequest> parts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await parts.MoveNext(cancellationToken))
        {
            yield return parts.Current.PartCase == V1.FingerprintUploadRequest.PartOneofCase.Chunk
                ? parts.Current.Chunk.Memory
                : throw LineageException.Invalid(ErrorReason.InvalidUpload, "chunk", "every message after the first must be a chunk");
        }
    }
}
