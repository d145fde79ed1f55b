using Apache.Arrow;
using Apache.Arrow.Types;
using Lineage.Columnar.Reading.Parquet;

namespace Lineage.Columnar.Incremental;

/// <summary>What a schema says that decides how the bytes of a part are read: with another unit, the same bytes are other values.</summary>
internal static class SchemaStatement
{
    public static void Write(BinaryWriter writer, Schema schema)
    {
        writer.Write(schema.FieldsList.Count);
        foreach (var field in schema.FieldsList)
        {
            Write(writer, field);
        }
    }

    public static void Write(BinaryWriter writer, IReadOnlyList<SchemaElement> elements)
    {
        writer.Write(elements.Count);
        foreach (var element in elements)
        {
            writer.Write(element.Name);
            writer.Write(element.Type is { } type ? (int)type : -1);
            writer.Write(element.TypeLength);
            writer.Write((int)element.Repetition);
            writer.Write(element.Children);
        }
    }

    private static void Write(BinaryWriter writer, Field field)
    {
        writer.Write(field.Name);
        writer.Write(field.IsNullable);
        Write(writer, field.DataType);
    }

    private static void Write(BinaryWriter writer, IArrowType type)
    {
        writer.Write((int)type.TypeId);
        switch (type)
        {
            case ExtensionType extension:
                Write(writer, extension.StorageType);
                break;
            case DictionaryType dictionary:
                Write(writer, dictionary.ValueType);
                break;
            case TimestampType timestamp:
                writer.Write((int)timestamp.Unit);
                writer.Write(string.IsNullOrEmpty(timestamp.Timezone));
                break;
            case TimeBasedType time:
                writer.Write((int)time.Unit);
                break;
            case FixedSizeListType list:
                writer.Write(list.ListSize);
                Write(writer, list.Fields[0]);
                break;
            case NestedType nested:
                writer.Write(nested.Fields.Count);
                foreach (var child in nested.Fields)
                {
                    Write(writer, child);
                }

                break;
            case FixedSizeBinaryType binary:
                writer.Write(binary.ByteWidth);
                writer.Write(binary is Decimal128Type wide ? wide.Scale : binary is Decimal256Type widest ? widest.Scale : 0);
                break;
        }
    }
}
