using Lineage.Columnar.Fingerprinting;
using Lineage.Core.Errors;

namespace Lineage.Core.Datasets;

/// <summary>Adds up the states of fingerprints that were computed apart.</summary>
public static class FingerprintStates
{
    /// <summary>The state of all rows of some states but those of others. Where rows are in order, they are in the order of the states.</summary>
    /// <exception cref="LineageException">One is no state, is of another schema or other options, or cannot be added or taken away; it is named.</exception>
    public static FingerprintState Merge(IReadOnlyList<ReadOnlyMemory<byte>> states, IReadOnlyList<ReadOnlyMemory<byte>> subtracted)
    {
        if (states.Count == 0)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, "states", "is required");
        }

        var sum = Read(states[0], "states[0]");
        for (var i = 1; i < states.Count; i++)
        {
            Combine(sum.Add, states[i], $"states[{i}]");
        }

        for (var i = 0; i < subtracted.Count; i++)
        {
            Combine(sum.Subtract, subtracted[i], $"subtracted_states[{i}]");
        }

        return sum;
    }

    private static void Combine(Action<FingerprintState> with, ReadOnlyMemory<byte> bytes, string field)
    {
        try
        {
            with(Read(bytes, field));
        }
        catch (ArgumentException)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, field, "is of another schema or of other options than states[0]");
        }
        catch (InvalidOperationException impossible)
        {
            throw LineageException.Invalid(ErrorReason.InvalidFields, field, impossible.Message);
        }
    }

    private static FingerprintState Read(ReadOnlyMemory<byte> bytes, string field)
    {
        try
        {
            var state = FingerprintState.FromBytes(bytes.Span);
            return state.Options.CutOffs.Count <= FingerprintRequest.MaxCutOffs
                ? state
                : throw LineageException.Invalid(ErrorReason.InvalidFields, field, $"has {state.Options.CutOffs.Count} cut-offs; at most {FingerprintRequest.MaxCutOffs} are allowed");
        }
        catch (InvalidDataException wrong)
        {
            throw LineageException.Invalid(ErrorReason.InvalidData, field, wrong.Message);
        }
    }
}
