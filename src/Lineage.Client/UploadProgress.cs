namespace Lineage.Client;

/// <summary>How far an upload is.</summary>
/// <param name="Bytes">Bytes sent.</param>
/// <param name="TotalBytes">Bytes in all.</param>
public readonly record struct UploadProgress(long Bytes, long TotalBytes);
