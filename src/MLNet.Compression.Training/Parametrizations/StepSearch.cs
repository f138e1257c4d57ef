using System.Buffers;
using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>The steps s that lose least, Σ (w − s · clamp(round(w / s)))², of geometrically spaced ones around the first of learned step size, up to the one that cuts no weight off.</summary>
/// <remarks>
/// That first one, 2 · mean|w| / sqrt(Qp), is meant to be trained on: at 4 bits it is nearly twice the best for normally distributed
/// weights, at 8 bits five times. The mean is over weights other than zero, so that removed weights do not count. Rows of trained models may have a weight of a hundred times the
/// mean, for which 8 bits have room only if the search goes as far.
/// </remarks>
/// <param name="lowest">The lowest integer.</param>
/// <param name="highest">The highest integer, Qp.</param>
internal sealed class StepSearch(int lowest, int highest)
{
    private const int StepsPerOctave = 8;
    private const int OctavesBelow = 4;
    private const int OctavesAbove = 1;

    /// <returns>One step, or one for each segment, as the scope has it; such as a file can hold.</returns>
    public float[] Run(Tensor weight, ScaleScope scope, WorkerPool workers)
    {
        double[] first = [.. SegmentSums.MeanMagnitude(workers, weight, scope, keepsZeros: true).Select(mean => 2 * mean / Math.Sqrt(highest))];
        double[] uncut = [.. SegmentSums.Largest(workers, weight, scope).Select(largest => largest / highest)];
        var (best, least) = (new float[first.Length], new double[first.Length]);
        least.AsSpan().Fill(double.PositiveInfinity);
        for (var i = -OctavesBelow * StepsPerOctave; i <= OctavesAbove * StepsPerOctave; i++)
        {
            var factor = Math.Pow(2, (double)i / StepsPerOctave);
            Try(segment => first[segment] * factor);
        }

        for (var i = 0; i <= StepsAbove(first, uncut); i++)
        {
            var factor = Math.Pow(2, -(double)i / StepsPerOctave);
            Try(segment => uncut[segment] * factor);
        }

        return scope.IsPerRow ? best : best[..1];

        void Try(Func<int, double> stepOf)
        {
            var errors = SegmentSums.Over(workers, weight, scope, (segment, values) => Error(values, scope.Stored(stepOf(segment))));
            for (var segment = 0; segment < errors.Length; segment++)
            {
                if (errors[segment] < least[segment])
                {
                    (best[segment], least[segment]) = (scope.Stored(stepOf(segment)), errors[segment]);
                }
            }
        }
    }

    /// <summary>How many steps lie between the highest one around the first and the one that cuts nothing off, where that is farthest.</summary>
    private static int StepsAbove(double[] first, double[] uncut)
    {
        var octaves = first.Zip(uncut, (step, highest) => step > 0 ? Math.Log2(highest / step) - OctavesAbove : 0).DefaultIfEmpty(0).Max();
        return (int)Math.Ceiling(Math.Max(0, octaves) * StepsPerOctave);
    }

    private double Error(ReadOnlySpan<float> weights, float step)
    {
        if (step == 0)
        {
            return 0;
        }

        var scratch = ArrayPool<float>.Shared.Rent(weights.Length);
        var rounded = scratch.AsSpan(0, weights.Length);
        TensorPrimitives.Divide(weights, step, rounded);
        TensorPrimitives.Max(rounded, lowest, rounded);
        TensorPrimitives.Min(rounded, highest, rounded);
        TensorPrimitives.Round<float>(rounded, rounded);
        TensorPrimitives.Multiply(rounded, step, rounded);
        TensorPrimitives.Subtract(weights, rounded, rounded);
        var error = TensorPrimitives.SumOfSquares<float>(rounded);
        ArrayPool<float>.Shared.Return(scratch);
        return error;
    }
}
