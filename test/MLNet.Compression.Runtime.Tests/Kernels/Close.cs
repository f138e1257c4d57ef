namespace MLNet.Compression.Runtime.Tests.Kernels;

/// <summary>Compares long results faster than a constraint per element.</summary>
internal static class Close
{
    /// <summary>|actual - expected| is at most tolerance max(1, |expected|) for every element.</summary>
    public static void AssertAll(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, double tolerance, string what)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length), what);
        for (var i = 0; i < actual.Length; i++)
        {
            if (!(Math.Abs(actual[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]))))
            {
                Assert.Fail($"{what}: element {i} is {actual[i]:R}, expected {expected[i]:R} within {tolerance:R}.");
            }
        }
    }

    /// <summary>The distance in units of the last place of the fp32 number nearest to <paramref name="expected"/>.</summary>
    public static double Ulps(float actual, double expected)
    {
        var nearest = (float)expected;
        if (actual.Equals(nearest))
        {
            return 0;
        }

        var unit = Math.Abs((double)MathF.BitIncrement(MathF.Abs(nearest)) - MathF.Abs(nearest));
        return Math.Abs(actual - expected) / unit;
    }
}
