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
        var last = default(TableProgress);
        var asked = request.Options.ToDomain("options");
        var table = await ProgressStream.RunAsync<TableProgress, TableDescription>(
            (progress, stop) => tables.DescribeAsync(request.Path, asked, progress, stop),
            p => responseStream.WriteAsync((last = p).ToWire(), context.CancellationToken),
            context.CancellationToken);
        var rows = table.Fingerprint.Rows;
        var end = (last with { Rows = rows, TotalRows = rows }).ToWire();
        end.Result = table.ToWire(request.IncludeState);
        await responseStream.WriteAsync(end, context.CancellationToken);
    }

    public override async Task<V1.TableDescription> FingerprintUpload(IAsyncStreamReader<V1.FingerprintUploadRequest> requestStream, ServerCallContext context)
    {
        var header = await HeaderAsync(requestStream, context.CancellationToken);
        var asked = header.Options.ToDomain("header.options");
        var chunks = ChunksAsync(requestStream, context.CancellationToken);
        await using var upload = await spool.ReceiveAsync(header.SizeBytes, chunks, context.CancellationToken);
        var name = header.FileName.Length == 0 ? "upload" : Core.Graph.Identifier.Printable(header.FileName);
        return (await tables.DescribeAsync(upload.Data, name, asked, context.CancellationToken)).ToWire(header.IncludeState);
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

    public override async Task<V1.Fingerprint> GetFingerprint(V1.GetFingerprintRequest request, ServerCallContext context) =>
        (await tables.RegisteredAsync(request.Name, "name", context.CancellationToken)).ToWholeWire();

    public override Task<V1.MergeFingerprintStatesResponse> MergeFingerprintStates(V1.MergeFingerprintStatesRequest request, ServerCallContext context) =>
        Task.FromResult(FingerprintStates.Merge([.. request.States.Select(s => s.Memory)], [.. request.SubtractedStates.Select(s => s.Memory)]).ToWire());

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
