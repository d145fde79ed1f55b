using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Lineage.Client;

namespace Lineage.Cli.Demo;

/// <summary>How the demo registers things so that it can be run again.</summary>
internal static class DemoRequest
{
    private const int IdLength = 32;

    /// <summary>An id that is the same for the same request, so that a second run gets the results of the first instead of making new versions of the same.</summary>
    public static string IdOf(IMessage request) => $"demo-{Convert.ToHexStringLower(SHA256.HashData(request.ToByteArray()))[..IdLength]}";

    /// <summary>The result of a creation, or of a reading where what was to be created is there already.</summary>
    public static async Task<T> CreatedOrReadAsync<T>(AsyncUnaryCall<T> create, Func<AsyncUnaryCall<T>> read)
    {
        try
        {
            return await create;
        }
        catch (LineageRpcException taken) when (taken.StatusCode == StatusCode.AlreadyExists)
        {
            return await read();
        }
    }
}
