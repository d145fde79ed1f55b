namespace Lineage.Core.Errors;

/// <summary>Collects everything that is wrong with a request, so that the caller hears of all of it at once.</summary>
public sealed class Violations
{
    private readonly List<FieldViolation> _found = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _found.Count == 0;

    /// <summary>Notes what is wrong with a field.</summary>
    public void Add(string field, string description) => _found.Add(new FieldViolation(field, description));

    /// <summary>Notes that a required field is missing, unless the field is known to be wrong already.</summary>
    public void Require(bool given, string field, string description = "is required")
    {
        if (!given && !_found.Exists(v => v.Field.StartsWith(field, StringComparison.Ordinal)))
        {
            Add(field, description);
        }
    }

    /// <summary>Runs a part of the validation that throws, and keeps its violations.</summary>
    public T? Collect<T>(Func<T> part)
    {
        try
        {
            return part();
        }
        catch (LineageException wrong) when (wrong.Kind == ErrorKind.Invalid)
        {
            _found.AddRange(wrong.Violations);
            return default;
        }
    }

    /// <exception cref="LineageException">Something was noted; the error lists it all.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0)
        {
            throw LineageException.Invalid([.. _found]);
        }
    }
}
