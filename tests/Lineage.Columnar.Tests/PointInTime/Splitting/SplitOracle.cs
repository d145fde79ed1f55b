using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;
using System.Text;
using Apache.Arrow.Types;
using Lineage.Columnar.PointInTime.Splitting;
using Lineage.Columnar.Time;

namespace Lineage.Columnar.Tests.PointInTime.Splitting;

/// <summary>The naive truth about a division, written from the decision's page: every byte by hand, every fraction exact, everything sorted.</summary>
internal sealed class SplitOracle(SplitSpecification specification, IReadOnlyList<TestColumn> columns)
{
    private const int FractionDigits = 28;
    private static readonly BigInteger Word = BigInteger.One << 64;

    private int Rows => columns[0].Values.Count;

    private BigInteger[] Thresholds => [.. specification.Splits.Select((_, split) =>
        Scaled(specification.Splits.Take(split + 1).Sum(part => part.Fraction!.Value)) * Word / BigInteger.Pow(10, FractionDigits))];

    /// <summary>The split's name, or why there is none, for each row.</summary>
    public string[] Assign()
    {
        var places = new string[Rows];
        var rows = Enumerable.Range(0, Rows).ToList();
        foreach (var row in rows)
        {
            places[row] = specification.EntityKeys.Any(key => Value(key, row) is null) ? nameof(NoSplit.NullKey)
                : specification.LabelTimeColumn is { } time && Value(time, row) is null ? nameof(NoSplit.NullTime)
                : string.Empty;
        }

        var whole = rows.Where(row => places[row].Length == 0).ToList();
        switch (specification.Kind)
        {
            case SplitKind.Time:
                AssignByTime(whole, places);
                break;
            case SplitKind.Stratified:
                AssignByClass(whole, places);
                break;
            default:
                whole.ForEach(row => places[row] = NameOf(Thresholds.Count(threshold => Hash(row) >= threshold)));
                break;
        }

        return places;
    }

    /// <summary>The cuts that fractions lead to.</summary>
    public List<Int128> FindCuts(IReadOnlyList<int> rows)
    {
        var times = rows.Select(Time).Order().ToList();
        var step = Column(specification.LabelTimeColumn!).Type is Date32Type ? 86_400_000_000_000 : 1;
        List<Int128> cuts = [];
        foreach (var threshold in times.Count == 0 ? [] : Thresholds)
        {
            var end = (int)(((threshold * times.Count) + (Word / 2)) / Word);
            if (threshold == Word && cuts.Count == specification.Splits.Count - 1)
            {
                break;
            }

            // Every place between two different times, both ends included: the nearest one, the first of two.
            var gaps = Enumerable.Range(0, times.Count + 1).Where(place => place == 0 || place == times.Count || times[place - 1] != times[place]);
            var best = gaps.MinBy(gap => (Math.Abs(gap - end), gap));
            cuts.Add(best < times.Count ? times[best] : times[^1] + step);
        }

        return cuts;
    }

    private void AssignByTime(List<int> rows, string[] places)
    {
        var cuts = specification.Splits[0].Fraction is null ? [.. specification.Splits.Skip(1).Select(split => split.From!.Value.Time.UnixNanoseconds)] : FindCuts(rows);
        var embargo = (Int128)specification.Embargo.Ticks * 100;
        foreach (var row in rows)
        {
            var split = cuts.Count(cut => Time(row) >= cut);
            var isNear = split < specification.Splits.Count && cuts.Any(cut => Time(row) >= cut && Time(row) < cut + embargo);
            places[row] = isNear ? nameof(NoSplit.Embargoed) : NameOf(split);
        }
    }

    private void AssignByClass(List<int> rows, string[] places)
    {
        var classOf = rows.GroupBy(Hash).ToDictionary(identity => identity.Key, identity => identity.Min(row => Joined(specification.StratifyBy, row)));
        foreach (var members in rows.GroupBy(row => classOf[Hash(row)]))
        {
            var ends = Thresholds.Select(threshold => (int)(((threshold * members.Count()) + HashOf(members.Key)) / Word)).ToList();
            var first = 0;
            foreach (var identity in members.GroupBy(Hash).OrderBy(identity => identity.Key))
            {
                var place = first + ((identity.Count() - 1) / 2);
                identity.ToList().ForEach(row => places[row] = NameOf(ends.Count(end => place >= end)));
                first += identity.Count();
            }
        }
    }

    private string NameOf(int split) => split < specification.Splits.Count ? specification.Splits[split].Name : nameof(NoSplit.LeftOver);

    private ulong Hash(int row) =>
        HashOf(Joined(specification.Kind == SplitKind.Entity ? specification.EntityKeys : [.. specification.EntityKeys, specification.LabelTimeColumn!], row));

    private ulong HashOf(UInt128 digest) => XxHash3.HashToUInt64([.. BitConverter.GetBytes(specification.Seed!.Value), .. Bytes(digest)]);

    private UInt128 Joined(IReadOnlyList<string> names, int row) =>
        XxHash128.HashToUInt128([.. names.SelectMany(name => Bytes(XxHash128.HashToUInt128(Canonical(Column(name), row))))]);

    private Int128 Time(int row) => ((Instant)Value(specification.LabelTimeColumn!, row)!).UnixNanoseconds;

    private object? Value(string column, int row) => Column(column).Values[row];

    private TestColumn Column(string name) => columns.Single(column => column.Name == name);

    private static BigInteger Scaled(decimal fraction) => new BigInteger(fraction * 1e14m) * BigInteger.Pow(10, FractionDigits - 14);

    private static byte[] Bytes(UInt128 value)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Canonical(TestColumn column, int row) => column.Values[row] switch
    {
        null => [0],
        long number => [1, .. BitConverter.GetBytes(number)],
        double number => [1, .. BitConverter.GetBytes(double.IsNaN(number) ? 0x7FF8000000000000 : BitConverter.DoubleToInt64Bits(number + 0.0))],
        string text => [1, .. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)],
        Instant day when column.Type is Date32Type => [1, .. BitConverter.GetBytes((long)(day.UnixNanoseconds / 86_400_000_000_000))],
        Instant time when time.UnixNanoseconds >= long.MinValue && time.UnixNanoseconds <= long.MaxValue => [1, .. BitConverter.GetBytes((long)time.UnixNanoseconds)],
        Instant time => [2, .. Bytes(unchecked((UInt128)time.UnixNanoseconds))],
        var other => throw new NotSupportedException($"{other}"),
    };
}
