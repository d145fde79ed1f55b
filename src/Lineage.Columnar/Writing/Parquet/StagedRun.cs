using Apache.Arrow;

namespace Lineage.Columnar.Writing.Parquet;

/// <summary>Some values of a leaf, none of them null.</summary>
/// <param name="Data">The array that they lie in.</param>
/// <param name="IsDictionary">Whether the array is a dictionary, so that one value may be there often.</param>
/// <param name="Start">The first row of the array, or where the rows stand among the places of the stage.</param>
/// <param name="Count">How many.</param>
/// <param name="IsPicked">Whether the rows are those at the places, and not one after the other.</param>
internal readonly record struct StagedRun(ArrayData Data, bool IsDictionary, int Start, int Count, bool IsPicked);
