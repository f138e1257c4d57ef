using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Autograd.Operations;

/// <summary>What the random masks of a pass multiply by, found by dropping ones.</summary>
internal static class DropoutFactors
{
    /// <summary>The factors of the first mask of a pass with the seed that <see cref="Passes.Training"/> has.</summary>
    public static double[] OfFirstMask(int rows, int columns, float rate) => OfFirstMask(rows, columns, rate, seed: 1);

    public static double[] OfFirstMask(int rows, int columns, float rate, ulong seed)
    {
        var ones = Passes.Parameter(rows, columns, Enumerable.Repeat(1f, rows * columns).ToArray());
        var factors = DropoutOperation.Apply(Passes.Training(seed: seed), ones, rate).ValueSpan.ToArray();
        return [.. factors.Select(factor => (double)factor)];
    }
}
