namespace MLNet.Compression.Training.Tests;

/// <summary>How far values are from reference values.</summary>
internal static class Deviation
{
    /// <summary>The largest difference, relative to the largest reference value, or absolute where that is below <paramref name="smallest"/>.</summary>
    public static double Relative(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double smallest = 1e-6)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length));
        var largest = 0.0;
        var difference = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs((double)actual[i] - expected[i]));
        }

        return double.IsNaN(difference) ? double.PositiveInfinity : difference / Math.Max(largest, smallest);
    }
}
