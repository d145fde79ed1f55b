using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lineage.Core.Graph;

namespace Lineage.Core.Storage;

/// <summary>
/// The hash chain of the audit log: <c>hash(n) = SHA-256(hash(n-1) || fields of n)</c> with <c>hash(0)</c> 32 zero bytes. Fields are the sequence number, and then time,
/// actor, action, resource, request id and detail, each as its UTF-8 length and bytes; numbers are little-endian. Changing, removing or reordering an entry breaks every later hash.
/// </summary>
public static class AuditChain
{
    /// <summary>The hash before the first entry.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>The hash of an entry, from the hash of the entry before it.</summary>
    public static string Hash(string previousHash, long sequence, CommitTime time, AuditRecord record)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Convert.FromHexString(previousHash));
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, sequence);
        sha.AppendData(number);
        foreach (var field in (ReadOnlySpan<string>)[time.ToString(), record.Actor, record.Action, record.Resource.Value, record.RequestId, record.Detail])
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt64LittleEndian(number, bytes.Length);
            sha.AppendData(number);
            sha.AppendData(bytes);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
