using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Lineage.Core.Errors;
using Lineage.Core.Graph;

namespace Lineage.Server.Mapping;

/// <summary>JSON objects on the wire and as the domain keeps them: a text whose members are sorted, so that equal objects are equal texts.</summary>
internal static class StructMapping
{
    private const int MaxDepth = 32;

    /// <summary>The JSON text; <c>{}</c> where there is no object.</summary>
    public static string ToJson(this Struct? value, string field, Violations violations)
    {
        if (value is null)
        {
            return "{}";
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            try
            {
                Write(writer, value, 0);
            }
            catch (ArgumentException wrong)
            {
                violations.Add(field, wrong.Message);
                return "{}";
            }
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The object of a JSON text that the domain keeps.</summary>
    public static Struct ToStruct(this string json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        reader.Read();
        return ReadStruct(ref reader);
    }

    /// <summary>The readable properties of a node.</summary>
    public static Struct ToStruct(this IEnumerable<KeyValuePair<string, PropertyValue>> properties)
    {
        var result = new Struct();
        foreach (var (key, property) in properties)
        {
            result.Fields[key] = property.Value switch
            {
                bool truth => Value.ForBool(truth),
                long integer => Value.ForNumber(integer),
                double number when double.IsFinite(number) => Value.ForNumber(number),
                double number => Value.ForString(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                var text => Value.ForString((string)text),
            };
        }

        return result;
    }

    private static Struct ReadStruct(ref Utf8JsonReader reader)
    {
        var result = new Struct();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            result.Fields[key] = ReadValue(ref reader);
        }

        return result;
    }

    private static Value ReadValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Value.ForStruct(ReadStruct(ref reader));
            case JsonTokenType.StartArray:
                var list = new ListValue();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Values.Add(ReadValue(ref reader));
                }

                return new Value { ListValue = list };
            case JsonTokenType.String:
                return Value.ForString(reader.GetString());
            case JsonTokenType.Number:
                return Value.ForNumber(reader.GetDouble());
            case JsonTokenType.True or JsonTokenType.False:
                return Value.ForBool(reader.GetBoolean());
            default:
                return Value.ForNull();
        }
    }

    private static void Write(Utf8JsonWriter writer, Struct value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException($"is nested more than {MaxDepth} deep");
        }

        writer.WriteStartObject();
        foreach (var (key, member) in value.Fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(key);
            Write(writer, member, depth);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Value value, int depth)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.BoolValue:
                writer.WriteBooleanValue(value.BoolValue);
                break;
            case Value.KindOneofCase.NumberValue when double.IsFinite(value.NumberValue):
                writer.WriteNumberValue(value.NumberValue);
                break;
            case Value.KindOneofCase.NumberValue:
                throw new ArgumentException("has a number that JSON cannot write: NaN or an infinity");
            case Value.KindOneofCase.StringValue:
                writer.WriteStringValue(value.StringValue);
                break;
            case Value.KindOneofCase.StructValue:
                Write(writer, value.StructValue, depth + 1);
                break;
            case Value.KindOneofCase.ListValue:
                if (depth >= MaxDepth)
                {
                    throw new ArgumentException($"is nested more than {MaxDepth} deep");
                }

                writer.WriteStartArray();
                foreach (var element in value.ListValue.Values)
                {
                    Write(writer, element, depth + 1);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
