namespace Lineage.Core.Errors;

/// <summary>
/// Collects everything that is wrong with a request, so that the caller hears of all of it at once. Beyond <see cref="Capacity"/> violations the request is refused
/// with those alone: a request of some megabytes can have millions of them.
/// </summary>
public sealed class Violations
{
    /// <summary>How many are kept; more than an answer has room for.</summary>
    public const int Capacity = 10_000;

    private readonly List<FieldViolation> _found = [];

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsEmpty => _found.Count == 0;

    /// <summary>Notes what is wrong with a field.</summary>
    /// <exception cref="LineageException">There are <see cref="Capacity"/> violations.</exception>
    public void Add(string field, string description)
    {
        _found.Add(new FieldViolation(field, description));
        if (IsFull)
        {
            ThrowIfAny();
        }
    }

    /// <summary>Notes that a required field is missing, unless the field or a part of it is known to be wrong already.</summary>
    /// <exception cref="LineageException">There are <see cref="Capacity"/> violations.</exception>
    public void Require(bool given, string field, string description = "is required")
    {
        if (!given && !_found.Exists(v => IsWithin(v.Field, field)))
        {
            Add(field, description);
        }
    }

    /// <summary>Runs a part of the validation that throws, and keeps its violations.</summary>
    /// <exception cref="LineageException">There are <see cref="Capacity"/> violations.</exception>
    public T? Collect<T>(Func<T> part)
    {
        try
        {
            return part();
        }
        catch (LineageException wrong) when (wrong.Kind == ErrorKind.Invalid && !IsFull)
        {
            foreach (var (field, description) in wrong.Violations)
            {
                Add(field, description);
            }

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

    private bool IsFull => _found.Count >= Capacity;

    /// <summary><c>a[0].b</c> is within <c>a</c>, but <c>ab</c> is not.</summary>
    private static bool IsWithin(string part, string field) =>
        part.StartsWith(field, StringComparison.Ordinal) && (part.Length == field.Length || part[field.Length] is '.' or '[');
}
