using Apache.Arrow.Types;

namespace Lineage.Columnar.Reading.Parquet;

/// <summary>Reads a schema element and its annotation: the logical type where there is one, else the older converted type.</summary>
internal static class SchemaElementReader
{
    public static SchemaElement Read(ref ThriftReader reader)
    {
        var element = new SchemaElement();
        var (id, converted, hasLogical) = (0, -1, false);
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    element.Type = (PhysicalType)reader.Int32();
                    break;
                case 2:
                    element.TypeLength = reader.Int32();
                    break;
                case 3:
                    element.Repetition = (Repetition)reader.Int32();
                    break;
                case 4:
                    element.Name = reader.Text();
                    break;
                case 5:
                    element.Children = reader.Int32();
                    break;
                case 6:
                    converted = reader.Int32();
                    break;
                case 7:
                    element.Scale = reader.Int32();
                    break;
                case 8:
                    element.Precision = reader.Int32();
                    break;
                case 10:
                    hasLogical = ReadLogicalType(ref reader, element);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        if (!hasLogical)
        {
            Convert(element, converted);
        }

        return element;
    }

    private static bool ReadLogicalType(ref ThriftReader reader, SchemaElement element)
    {
        var (id, known) = (0, false);
        while (reader.NextField(ref id, out var type))
        {
            Annotation? annotation = id switch
            {
                1 or 4 or 12 => Annotation.Text,
                2 => Annotation.Map,
                3 => Annotation.List,
                5 => Annotation.Decimal,
                6 => Annotation.Date,
                7 => Annotation.Time,
                8 => Annotation.Timestamp,
                10 => Annotation.Integer,
                11 => Annotation.Null,
                13 => Annotation.None,
                14 => Annotation.Uuid,
                15 => Annotation.Float16,
                _ => null,
            };
            element.Annotation = annotation ?? element.Annotation;
            known |= annotation is not null;
            switch (id)
            {
                case 5:
                    ReadDecimal(ref reader, element);
                    break;
                case 7 or 8:
                    ReadTime(ref reader, element);
                    break;
                case 10:
                    ReadInteger(ref reader, element);
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }

        return known;
    }

    private static void ReadDecimal(ref ThriftReader reader, SchemaElement element)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    element.Scale = reader.Int32();
                    break;
                case 2:
                    element.Precision = reader.Int32();
                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private static void ReadTime(ref ThriftReader reader, SchemaElement element)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1:
                    element.IsUtc = type == ThriftReader.True;
                    break;
                case 2:
                    var unit = 0;
                    while (reader.NextField(ref unit, out var empty))
                    {
                        element.Unit = unit switch
                        {
                            1 => TimeUnit.Millisecond,
                            2 => TimeUnit.Microsecond,
                            3 => TimeUnit.Nanosecond,
                            _ => throw new NotSupportedException($"has the unknown time unit {unit}"),
                        };
                        reader.Skip(empty);
                    }

                    break;
                default:
                    reader.Skip(type);
                    break;
            }
        }
    }

    private static void ReadInteger(ref ThriftReader reader, SchemaElement element)
    {
        var id = 0;
        while (reader.NextField(ref id, out var type))
        {
            if (id == 2)
            {
                element.IsUnsigned = type == ThriftReader.False;
            }
            else
            {
                reader.Skip(type);
            }
        }
    }

    private static void Convert(SchemaElement element, int converted)
    {
        element.Annotation = converted switch
        {
            0 or 4 or 19 => Annotation.Text,
            1 or 2 => Annotation.Map,
            3 => Annotation.List,
            5 => Annotation.Decimal,
            6 => Annotation.Date,
            7 or 8 => Annotation.Time,
            9 or 10 => Annotation.Timestamp,
            >= 11 and <= 18 => Annotation.Integer,
            21 => Annotation.Interval,
            _ => Annotation.None,
        };
        element.Unit = converted is 7 or 9 ? TimeUnit.Millisecond : TimeUnit.Microsecond;
        element.IsUtc = converted is >= 7 and <= 10;
        element.IsUnsigned = converted is >= 11 and <= 14;
    }
}
