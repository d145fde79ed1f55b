using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Lineage.Core.Errors;

namespace Lineage.Core.Resources;

/// <summary>
/// The token between two pages: the store's cursor behind a checksum over the cursor and the arguments of the listing, so that a damaged token, or one used with other arguments, is found out.
/// </summary>
public static class PageToken
{
    private const int ChecksumLength = 12;

    /// <summary>The token for a cursor; empty where there is no next page.</summary>
    public static string Write(string? cursor, params ReadOnlySpan<string> arguments)
    {
        if (cursor is null)
        {
            return string.Empty;
        }

        var text = Encoding.UTF8.GetBytes(cursor);
        return Base64Url.EncodeToString([.. Checksum(text, arguments), .. text]);
    }

    /// <summary>The cursor of a token; null for an empty token.</summary>
    /// <exception cref="LineageException"><see cref="ErrorReason.InvalidPageToken"/>.</exception>
    public static string? Read(string token, params ReadOnlySpan<string> arguments)
    {
        if (token.Length == 0)
        {
            return null;
        }

        if (Base64Url.IsValid(token) && Base64Url.DecodeFromChars(token) is { Length: >= ChecksumLength } bytes
            && bytes.AsSpan(0, ChecksumLength).SequenceEqual(Checksum(bytes.AsSpan(ChecksumLength), arguments)))
        {
            return Encoding.UTF8.GetString(bytes.AsSpan(ChecksumLength));
        }

        throw LineageException.Invalid(
            ErrorReason.InvalidPageToken, "page_token", "is damaged or was issued for other arguments: parent, filter, order_by and show_deleted must be as they were");
    }

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> cursor, ReadOnlySpan<string> arguments)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var argument in arguments)
        {
            hash.AppendData(BitConverter.GetBytes(argument.Length));
            hash.AppendData(Encoding.UTF8.GetBytes(argument));
        }

        hash.AppendData(cursor);
        return hash.GetHashAndReset().AsSpan(0, ChecksumLength);
    }
}
