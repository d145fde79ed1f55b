namespace Lineage.Columnar.Fingerprinting;

/// <summary>Takes rows after hashing, run by run, in their order.</summary>
internal interface IHashedRowSink
{
    void Add(in HashedRows rows);
}
