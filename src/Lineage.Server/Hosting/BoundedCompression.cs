using System.IO.Compression;
using Grpc.Net.Compression;

namespace Lineage.Server.Hosting;

/// <summary>
/// A way of compression whose messages inflate to a bound. The host looks at the size of a message only when it has inflated all of it: a megabyte could become a gigabyte before it is refused.
/// </summary>
/// <param name="inner">The compression.</param>
/// <param name="most">Bytes of an inflated message.</param>
internal sealed class BoundedCompression(ICompressionProvider inner, long most) : ICompressionProvider
{
    public string EncodingName => inner.EncodingName;

    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) => inner.CreateCompressionStream(stream, compressionLevel);

    public Stream CreateDecompressionStream(Stream stream) => new BoundedStream(inner.CreateDecompressionStream(stream), most);
}
