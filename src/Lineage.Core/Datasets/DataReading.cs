using System.Globalization;
using Lineage.Columnar.PointInTime;
using Lineage.Columnar.Reading;
using Lineage.Core.Errors;

namespace Lineage.Core.Datasets;

/// <summary>The border between reading data and the domain: what is wrong with a file or a specification becomes a domain error.</summary>
internal static class DataReading
{
    /// <summary>Runs a part that reads data.</summary>
    /// <exception cref="LineageException">The data is no readable table, is too large, cannot be read now, or does not fit what was asked.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> part)
    {
        try
        {
            return await part();
        }
        catch (TableFormatException wrong)
        {
            throw ErrorOf(wrong);
        }
        catch (AuditSpecificationException wrong)
        {
            throw LineageException.Invalid([.. wrong.Violations.Select(v => new FieldViolation(v.Field, v.Description))]);
        }
        catch (IOException failed)
        {
            throw new LineageException(ErrorKind.Unavailable, ErrorReason.DataUnreadable, "a data file cannot be read now", failed);
        }
    }

    private static LineageException ErrorOf(TableFormatException wrong)
    {
        var metadata = new Dictionary<string, string> { ["file"] = wrong.TableSource, ["error"] = Graph.EnumText.Of(wrong.Error) };
        if (wrong.Column is { } column)
        {
            metadata["column"] = column;
        }

        if (wrong.RowGroup is { } rowGroup)
        {
            metadata["row_group"] = rowGroup.ToString(CultureInfo.InvariantCulture);
        }

        var (kind, reason) = wrong.Error == TableFormatError.TooLarge ? (ErrorKind.Exhausted, ErrorReason.LimitExceeded) : (ErrorKind.Invalid, ErrorReason.InvalidData);
        return new LineageException(kind, reason, wrong.Message, wrong) { Metadata = metadata };
    }
}
