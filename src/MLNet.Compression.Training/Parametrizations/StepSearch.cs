using System.Buffers;
using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>The steps s that lose least, Σ (w − s · clamp(round(w / s)))², of geometrically spaced ones around the first of learned step size.</summary>
/// <remarks>
/// That first one, 2 · mean|w| / sqrt(Qp), is meant to be trained on: at 4 bits it is nearly twice the best for normally distributed
/// weights, at 8 bits five times. The mean is over weights other than zero, so that removed weights do not count.
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
        var (best, least) = (new float[first.Length], new double[first.Length]);
        least.AsSpan().Fill(double.PositiveInfinity);
        for (var i = -OctavesBelow * StepsPerOctave; i <= OctavesAbove * StepsPerOctave; i++)
        {
            var factor = Math.Pow(2, (double)i / StepsPerOctave);
            var errors = SegmentSums.Over(workers, weight, scope, (segment, values) => Error(values, scope.Stored(first[segment] * factor)));
            for (var segment = 0; segment < errors.Length; segment++)
            {
                if (errors[segment] < least[segment])
                {
                    (best[segment], least[segment]) = (scope.Stored(first[segment] * factor), errors[segment]);
                }
            }
        }

        return scope.IsPerRow ? best : best[..1];
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
