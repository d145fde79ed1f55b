using Google.Protobuf;

namespace Lineage.Cli.Registering;

/// <summary>Fields of messages whose type is known only at run time.</summary>
internal static class MessageFields
{
    /// <summary>Sets a field by its name in the protocol.</summary>
    /// <exception cref="CommandException">The message has no such field.</exception>
    public static void Set(this IMessage message, string field, object value)
    {
        var descriptor = message.Descriptor.FindFieldByName(field) ?? throw new CommandException($"{message.Descriptor.Name} has no {field}");
        descriptor.Accessor.SetValue(message, value);
    }

    /// <summary>A field's value; null where the message has no such field or no value of that type.</summary>
    public static T? Find<T>(this IMessage message, string field)
        where T : class => message.Descriptor.FindFieldByName(field)?.Accessor.GetValue(message) as T;
}
