using System.Runtime.InteropServices;
using Apache.Arrow;
using Lineage.Columnar.Kernels;

namespace Lineage.Columnar.Canonical;

/// <summary>Texts that lie anywhere, each behind a view. That of a null is not looked at: it may point nowhere.</summary>
internal readonly ref struct ViewTexts(ArrayData data, CanonicalColumn column, int start) : ITexts
{
    public ref byte At(int row, out int length)
    {
        var text = column.IsNull(start + row) ? default : BinaryViews.Value(data, start + row);
        length = text.Length;
        return ref MemoryMarshal.GetReference(text);
    }

    public bool AreReadable(int row) => false;
}
