using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Lineage.Core.Errors;

namespace Lineage.Server.Mapping;

/// <summary>Which fields an update changes.</summary>
internal sealed class UpdateMask
{
    private readonly HashSet<string> _fields;

    private UpdateMask(HashSet<string> fields) => _fields = fields;

    /// <summary>The fields of a mask, each of which must be allowed; an empty mask means every allowed field that has a value, <c>*</c> means all of them.</summary>
    /// <exception cref="LineageException">A field is not among those that may change.</exception>
    public static UpdateMask Of(FieldMask? mask, IMessage resource, params string[] allowed)
    {
        if (mask is null or { Paths.Count: 0 })
        {
            return new UpdateMask([.. allowed.Where(f => HasValue(resource, f))]);
        }

        if (mask.Paths is ["*"])
        {
            return new UpdateMask([.. allowed]);
        }

        var violations = new Violations();
        foreach (var path in mask.Paths.Except(allowed))
        {
            violations.Add("update_mask", $"'{Core.Graph.Identifier.Printable(path)}' may not change; only {string.Join(", ", allowed)} may");
        }

        violations.ThrowIfAny();
        return new UpdateMask([.. mask.Paths]);
    }

    /// <summary>The new value where the mask has the field, else the old one.</summary>
    public T Pick<T>(string field, T before, Func<T> after) => _fields.Contains(field) ? after() : before;

    /// <summary>Whether the field changes.</summary>
    public bool Has(string field) => _fields.Contains(field);

    private static bool HasValue(IMessage message, string field)
    {
        var descriptor = message.Descriptor.FindFieldByName(field);
        return descriptor.Accessor.GetValue(message) switch
        {
            System.Collections.ICollection many => many.Count > 0,
            string text => text.Length > 0,
            System.Enum value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) != 0,
            var value => value is not null,
        };
    }
}
