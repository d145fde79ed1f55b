using Lineage.Server.Data;

namespace Lineage.Server.Tests.Data;

public sealed class SpooledUploadTests
{
    [Fact]
    public async Task Dispose_FileThatCannotBeClosed_GivesItsSpaceBackOnce()
    {
        var released = 0;
        var upload = new SpooledUpload(new UnclosableFile(), () => released++);

        await Assert.ThrowsAsync<IOException>(async () => await upload.DisposeAsync());
        await Assert.ThrowsAsync<IOException>(async () => await upload.DisposeAsync());

        Assert.Equal(1, released);
    }

    /// <summary>As a file is whose last bytes find the disk full.</summary>
    private sealed class UnclosableFile() : FileStream(Path.GetTempFileName(), new FileStreamOptions { Options = FileOptions.DeleteOnClose })
    {
        public override ValueTask DisposeAsync()
        {
            Dispose();
            throw new IOException("No space left on device");
        }
    }
}
