namespace Lineage.Columnar.Reading;

/// <summary>
/// The one place where what decoders and codecs throw on corrupt bytes becomes a <see cref="TableFormatException"/>. Cancellation, disposal and
/// failures of the medium pass.
/// </summary>
internal static class TableFormatBorder
{
    public static async Task<T> GuardAsync<T>(string source, Func<Task<T>> read, int? rowGroup = null)
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (TableFormatException e) when (rowGroup is not null && e.RowGroup is null)
        {
            throw e.At(null, rowGroup);
        }
        catch (Exception e) when (IsDecodingFault(e))
        {
            throw Translate(e, source, null, rowGroup);
        }
    }

    public static T Guard<T>(string source, string? column, int? rowGroup, Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (TableFormatException e) when ((column is not null && e.Column is null) || (rowGroup is not null && e.RowGroup is null))
        {
            throw e.At(column, rowGroup);
        }
        catch (Exception e) when (IsDecodingFault(e))
        {
            throw Translate(e, source, column, rowGroup);
        }
    }

    /// <summary>Whether a fault is the table's; for filters where <see cref="Guard"/> would cost too much.</summary>
    public static bool IsOfTable(Exception e) => e is TableFormatException || IsDecodingFault(e);

    /// <summary>A fault that <see cref="IsOfTable"/>, with its places.</summary>
    public static TableFormatException At(Exception e, string source, string column, int? rowGroup) =>
        e is TableFormatException known ? known.At(column, rowGroup) : Translate(e, source, column, rowGroup);

    private static bool IsDecodingFault(Exception e) =>
        e is EndOfStreamException
        || e is not (TableFormatException or OperationCanceledException or IOException or ObjectDisposedException or UnauthorizedAccessException);

    private static TableFormatException Translate(Exception e, string source, string? column, int? rowGroup) => e switch
    {
        EndOfStreamException => new(TableFormatError.Truncated, source, "ends in the middle of its data", column, rowGroup, e),
        NotSupportedException or NotImplementedException => new(TableFormatError.Unsupported, source, e.Message, column, rowGroup, e),
        OutOfMemoryException => new(TableFormatError.TooLarge, source, "needs more memory than there is", column, rowGroup, e),
        _ => new(TableFormatError.Corrupt, source, $"cannot be decoded ({e.GetType().Name})", column, rowGroup, e),
    };
}
