namespace Lineage.Columnar.Fingerprinting;

/// <summary>The one way in which a subtraction is found to be wrong: what is left would have fewer than no rows, or no rows and yet a hash.</summary>
internal static class NotAPart
{
    public static void ThrowIf(bool impossible)
    {
        if (impossible)
        {
            throw new InvalidOperationException("The rows to take away are no part of the others.");
        }
    }
}
