using System.Text;
using Google.Rpc;
using Grpc.Core;
using Lineage.Core.Errors;
using Lineage.Server.Mapping;

namespace Lineage.Server.Tests.Mapping;

public sealed class ErrorMappingTests
{
    [Theory]
    [InlineData(ErrorKind.NotFound, StatusCode.NotFound)]
    [InlineData(ErrorKind.AlreadyExists, StatusCode.AlreadyExists)]
    [InlineData(ErrorKind.Invalid, StatusCode.InvalidArgument)]
    [InlineData(ErrorKind.Conflict, StatusCode.Aborted)]
    [InlineData(ErrorKind.FailedPrecondition, StatusCode.FailedPrecondition)]
    [InlineData(ErrorKind.Unavailable, StatusCode.Unavailable)]
    [InlineData(ErrorKind.Exhausted, StatusCode.ResourceExhausted)]
    public void ToRpcException_OfEveryKind_HasItsCanonicalCode(ErrorKind kind, StatusCode code)
    {
        var error = new LineageException(kind, ErrorReason.LimitExceeded, "m") { Metadata = new Dictionary<string, string> { ["limit"] = "Rows" } }.ToRpcException();

        var info = error.GetRpcStatus()!.GetDetail<ErrorInfo>();
        Assert.Equal((code, "m"), (error.StatusCode, error.Status.Detail));
        Assert.Equal(("LIMIT_EXCEEDED", "lineage", "Rows"), (info.Reason, info.Domain, info.Metadata["limit"]));
    }

    [Fact]
    public void ToRpcException_OfFewViolations_HasThemAll()
    {
        var violations = Enumerable.Range(0, 12).Select(i => new FieldViolation($"f[{i}]", $"wrong {i}")).ToList();

        var status = LineageException.Invalid(violations).ToRpcException().GetRpcStatus()!;

        Assert.Equal(violations, status.GetDetail<BadRequest>().FieldViolations.Select(v => new FieldViolation(v.Field, v.Description)));
        Assert.Empty(status.GetDetail<ErrorInfo>().Metadata);
        Assert.EndsWith("f[9]: wrong 9; …", status.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('東')]
    [InlineData('\n')]
    public void ToRpcException_OfEndlessTexts_FitsIntoWhatEveryClientTakes(char letter)
    {
        var text = new string(letter, 5_000);
        var error = LineageException.Invalid([.. Enumerable.Repeat(new FieldViolation(text, text), 1_000)]);

        var mapped = error.ToRpcException();

        var encoded = mapped.Trailers.Sum(t => t.Key.Length + (t.IsBinary ? t.ValueBytes.Length * 4 / 3 : Encoding.UTF8.GetByteCount(t.Value)));
        Assert.InRange(encoded + Uri.EscapeDataString(mapped.Status.Detail).Length, 1, 8 * 1024);
        Assert.NotEmpty(mapped.GetRpcStatus()!.GetDetail<BadRequest>().FieldViolations);
        Assert.Equal("1000", mapped.GetRpcStatus()!.GetDetail<ErrorInfo>().Metadata["violations"]);
    }

    [Fact]
    public void Cut_BetweenSurrogates_NeverSplitsThem() => Assert.Equal("a𝄞…", TrailerText.Cut("a𝄞𝄞", 14));
}
