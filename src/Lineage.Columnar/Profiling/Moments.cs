namespace Lineage.Columnar.Profiling;

/// <summary>Mean and variance in one pass (Welford 1962), merged by the formula of Chan, Golub and LeVeque (1979).</summary>
internal struct Moments
{
    private double _mean;
    private double _squares;

    public Moments()
    {
    }

    public long Count { get; private set; }

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    public readonly double? Mean => Count > 0 && double.IsFinite(_mean) ? _mean : null;

    public readonly double? StandardDeviation => Count > 0 && double.IsFinite(_squares) ? Math.Sqrt(_squares / Count) : null;

    public void Add(double value)
    {
        Count++;
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
        var distance = value - _mean;
        _mean += distance / Count;
        _squares += distance * (value - _mean);
    }

    public void Add(in Moments other)
    {
        if (other.Count == 0)
        {
            return;
        }

        if (Count == 0)
        {
            this = other;
            return;
        }

        var count = Count + other.Count;
        var distance = other._mean - _mean;
        _mean += distance * other.Count / count;
        _squares += other._squares + (distance * distance * Count / count * other.Count);
        Count = count;
        Minimum = Math.Min(Minimum, other.Minimum);
        Maximum = Math.Max(Maximum, other.Maximum);
    }
}
