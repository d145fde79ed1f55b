using System.Numerics;
using Lineage.Columnar.Writing.Parquet;

namespace Lineage.Columnar.Tests.Writing;

public sealed class ExtremesTests
{
    [Fact]
    public void TryFind_AnyLengthAndPlace_FindsThem()
    {
        CheckNumbers<int>();
        CheckNumbers<long>();
        CheckNumbers<uint>();
        CheckNumbers<ulong>();
        CheckNumbers<float>();
        CheckNumbers<double>();
    }

    [Fact]
    public void TryFind_NaNAnywhere_FindsNone()
    {
        for (var length = 1; length <= (3 * Vector<double>.Count) + 1; length++)
        {
            for (var place = 0; place < length; place++)
            {
                var values = Enumerable.Range(0, length).Select(i => i == place ? double.NaN : i).ToArray();
                Assert.False(Extremes.TryFind<double>(values, out _, out _));
                Assert.False(Extremes.TryFind<float>([.. values.Select(value => (float)value)], out _, out _));
            }
        }
    }

    [Fact]
    public void TryFind_Zeros_HaveBothSigns()
    {
        Assert.True(Extremes.TryFind<double>([0.0, -0.0], out var min, out var max));
        Assert.Equal((true, false), (double.IsNegative(min), double.IsNegative(max)));
    }

    private static void CheckNumbers<T>()
        where T : unmanaged, INumber<T>
    {
        Assert.False(Extremes.TryFind<T>([], out _, out _));
        for (var length = 1; length <= (3 * Vector<T>.Count) + 1; length++)
        {
            for (var place = 0; place < length; place++)
            {
                T[] values = [.. Enumerable.Range(0, length).Select(i => T.CreateChecked(i == place ? 100 : 50 + i))];
                Assert.True(Extremes.TryFind<T>(values, out var min, out var max));
                Assert.Equal((values.Min(), values.Max()), (min, max));
                values[place] = T.CreateChecked(1);
                Assert.True(Extremes.TryFind<T>(values, out min, out max));
                Assert.Equal((values.Min(), values.Max()), (min, max));
            }
        }
    }
}
