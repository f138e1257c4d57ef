namespace MLNet.Compression.Runtime.Tests;

/// <summary>How far values are from reference values.</summary>
internal static class Deviation
{
    /// <summary>Demands that no value is further from its reference value than a share of the largest; prints the largest deviation.</summary>
    /// <param name="what">The file and the tensor.</param>
    /// <param name="actual">The values.</param>
    /// <param name="expected">The reference values.</param>
    /// <param name="tolerance">The share.</param>
    public static void AssertBelow(string what, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double tolerance)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length), what);
        var (largest, difference) = (0.0, 0.0);
        for (var i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs((double)actual[i] - expected[i]));
        }

        var finding = FormattableString.Invariant($"{what}: largest deviation {difference / largest:0.0e+0}");
        Assert.That(difference, Is.LessThanOrEqualTo(tolerance * largest), finding);
        TestContext.Out.WriteLine(finding);
    }
}
