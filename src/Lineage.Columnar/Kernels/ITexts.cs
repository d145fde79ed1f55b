namespace Lineage.Columnar.Kernels;

/// <summary>Where the bytes of a block's texts lie.</summary>
internal interface ITexts
{
    /// <summary>The first byte of a text; of a null, of any that may be read.</summary>
    ref byte At(int row, out int length);

    /// <summary>Whether <see cref="TextMasks.Readable"/> bytes behind the end of each of four texts may be read too.</summary>
    bool AreReadable(int row);
}
