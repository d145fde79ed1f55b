namespace Lineage.Columnar.Tests.Quality;

/// <summary>Both words of the <c>fast</c> hash of a cell or row, or sums of them.</summary>
internal readonly record struct HashPair(ulong A, ulong B)
{
    public static HashPair operator +(HashPair left, HashPair right) => new(left.A + right.A, left.B + right.B);

    public static HashPair operator -(HashPair left, HashPair right) => new(left.A - right.A, left.B - right.B);

    public static HashPair operator ^(HashPair left, HashPair right) => new(left.A ^ right.A, left.B ^ right.B);
}
