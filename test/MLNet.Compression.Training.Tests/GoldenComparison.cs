namespace MLNet.Compression.Training.Tests;

/// <summary>Collects deviations from one reference file; names file, tensor and deviation when one is too large, and prints the largest otherwise.</summary>
internal sealed class GoldenComparison(string file)
{
    private readonly List<(string Tensor, double Deviation)> _deviations = [];

    /// <summary>Compares a tensor relative to its largest reference value, or absolutely where that is below <paramref name="smallest"/>.</summary>
    public void Add(string tensor, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, double smallest = 1e-6)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length), $"{file}: length of {tensor}");
        _deviations.Add((tensor, Deviation.Relative(actual, expected, smallest)));
    }

    /// <summary>Compares numbers relative to the largest reference value.</summary>
    public void Add(string name, ReadOnlySpan<double> actual, ReadOnlySpan<double> expected)
    {
        Assert.That(actual.Length, Is.EqualTo(expected.Length), $"{file}: length of {name}");
        var largest = expected.ToArray().Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            Add($"{name}[{i}]", actual[i] / largest, expected[i] / largest, smallest: 1);
        }
    }

    /// <summary>Compares a number relative to the reference value, or absolutely where that is below <paramref name="smallest"/>.</summary>
    public void Add(string name, double actual, double expected, double smallest = 1e-6)
    {
        var difference = Math.Abs(actual - expected) / Math.Max(Math.Abs(expected), smallest);
        _deviations.Add((name, double.IsNaN(difference) ? double.PositiveInfinity : difference));
    }

    public void AssertBelow(double tolerance)
    {
        Assert.That(_deviations, Is.Not.Empty, file);
        var (tensor, deviation) = _deviations.MaxBy(entry => entry.Deviation);
        var finding = FormattableString.Invariant($"{file}: largest deviation {deviation:0.0e+0} in {tensor}, of {_deviations.Count} values");
        Assert.That(deviation, Is.LessThan(tolerance), finding);
        TestContext.Out.WriteLine(finding);
    }
}
