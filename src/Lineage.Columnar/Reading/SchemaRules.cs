using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Canonical;

namespace Lineage.Columnar.Reading;

/// <summary>What every schema must fulfil before a row is read: bounded, unique names, supported types.</summary>
internal static class SchemaRules
{
    /// <summary>Arrow counts a width in bits, of which an integer must hold all.</summary>
    private const int WidestValue = int.MaxValue / 8;

    public static void Check(Schema schema, string source, ReadLimits limits)
    {
        if (schema.FieldsList.Count > limits.MaxColumns)
        {
            throw new TableFormatException(
                TableFormatError.TooLarge, source, $"has {schema.FieldsList.Count} columns; at most {limits.MaxColumns} are allowed");
        }

        CheckNames(schema.FieldsList, source, null);
        foreach (var field in schema.FieldsList)
        {
            CheckType(field.DataType, source, field.Name, 0, limits);
        }
    }

    /// <summary>Requires that a batch has the columns that its table announced.</summary>
    public static void CheckSame(Schema expected, Schema actual, string source, int? rowGroup)
    {
        if (ReferenceEquals(expected, actual))
        {
            return;
        }

        if (expected.FieldsList.Count != actual.FieldsList.Count)
        {
            throw new TableFormatException(
                TableFormatError.SchemaMismatch, source, $"a batch has {actual.FieldsList.Count} columns instead of {expected.FieldsList.Count}", null, rowGroup);
        }

        for (var i = 0; i < expected.FieldsList.Count; i++)
        {
            var (wanted, given) = (expected.FieldsList[i], actual.FieldsList[i]);
            if (!string.Equals(wanted.Name, given.Name, StringComparison.Ordinal) || LogicalType.Of(wanted) != LogicalType.Of(given))
            {
                throw new TableFormatException(
                    TableFormatError.SchemaMismatch,
                    source,
                    $"a batch has '{given.Name}' of {LogicalType.Of(given)} instead of {LogicalType.Of(wanted)}",
                    wanted.Name,
                    rowGroup);
            }
        }
    }

    private static void CheckNames(IReadOnlyList<Field> fields, string source, string? parent)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (!names.Add(field.Name))
            {
                throw new TableFormatException(
                    TableFormatError.DuplicateColumn, source, "is there twice", parent is null ? field.Name : $"{parent}.{field.Name}");
            }
        }
    }

    private static void CheckType(IArrowType type, string source, string path, int depth, ReadLimits limits)
    {
        if (depth > limits.MaxNesting)
        {
            throw new TableFormatException(TableFormatError.TooLarge, source, $"nests deeper than {limits.MaxNesting} levels", path);
        }

        if (!LogicalType.IsSupported(type))
        {
            throw new TableFormatException(TableFormatError.Unsupported, source, $"is of the unsupported type {type.Name}", path);
        }

        switch (type)
        {
            case ExtensionType extension:
                CheckType(extension.StorageType, source, path, depth, limits);
                break;
            case FixedSizeBinaryType binary when binary.ByteWidth > Math.Min(WidestValue, limits.MaxPageBytes):
                throw new TableFormatException(TableFormatError.TooLarge, source, $"has values of {binary.ByteWidth} bytes, more than a page or buffer may hold", path);
            case DictionaryType dictionary:
                CheckType(dictionary.ValueType, source, path, depth + 1, limits);
                break;
            case NestedType nested:
                CheckNames(nested.Fields, source, path);
                foreach (var field in nested.Fields)
                {
                    CheckType(field.DataType, source, $"{path}.{field.Name}", depth + 1, limits);
                }

                break;
        }
    }
}
