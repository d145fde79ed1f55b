namespace Lineage.Vectors.Tables;

/// <summary>A calendar interval: its three parts do not convert into each other.</summary>
internal readonly record struct CalendarSpan(int Months, int Days, long Nanoseconds);
