using Lineage.Columnar.Fingerprinting;
using Lineage.Columnar.Reading;

namespace Lineage.Columnar.Incremental;

/// <summary>Finds the parts of an open file, in the numbers of <see cref="ITableSource.Parts"/>.</summary>
internal static class PartPlaces
{
    /// <exception cref="TableFormatException">The metadata contradicts itself.</exception>
    public static async Task<IReadOnlyList<PartPlace>> ReadAsync(OpenTableFile file, FingerprintAlgorithm algorithm, CancellationToken ct)
    {
        var places = await TableFormatBorder.GuardAsync(
            file.File.Name,
            () => file.Source.Format == TableFormat.Parquet ? ParquetPlaces.ReadAsync(file, algorithm, ct) : ArrowPlaces.ReadAsync(file, algorithm, ct)).ConfigureAwait(false);
        return places.Count == file.Source.Parts
            ? places
            : throw new TableFormatException(TableFormatError.Corrupt, file.File.Name, $"has {file.Source.Parts} parts and the places of {places.Count}");
    }
}
