using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Ternary weights (Li et al. 2016): sign(w) · scale where |w| exceeds 0.7 · mean|w|, else 0; scale is the mean of those |w|.</summary>
/// <param name="scope">Which weights share threshold and scale.</param>
/// <param name="clipGradient">Whether weights beyond ±1 get no gradient; else it passes straight through.</param>
/// <param name="keepsZeros">Whether zeros are removed weights: they stay zero and count for nothing.</param>
internal sealed class Ternary(ScaleScope scope, bool clipGradient = false, bool keepsZeros = false) : Parametrization
{
    private const double ThresholdShare = 0.7;

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        var thresholds = Array.ConvertAll(SegmentSums.MeanMagnitude(tape.Workers, weight, scope, keepsZeros), mean => ThresholdShare * mean);
        var sums = SegmentSums.Over(tape.Workers, weight, scope, (segment, values) => Above(values, thresholds[segment]).Sum);
        var counts = SegmentSums.Over(tape.Workers, weight, scope, (segment, values) => Above(values, thresholds[segment]).Count);
        void Round(int segment, ReadOnlySpan<float> input, Span<float> output)
        {
            var scale = counts[segment] == 0 ? 0 : scope.Stored(sums[segment] / counts[segment]);
            for (var i = 0; i < input.Length; i++)
            {
                output[i] = Math.Abs(input[i]) > thresholds[segment] ? MathF.CopySign(scale, input[i]) : 0;
            }
        }

        var round = scope.Each(weight.Columns, Round);
        return clipGradient ? ClippedStraightThroughOperation.Apply(tape, weight, round) : StraightThroughOperation.Apply(tape, weight, round);
    }

    /// <inheritdoc/>
    public override ValueFormat StorageOf(Tensor weight) => scope.GroupSize is { } size ? ValueFormat.TernaryInGroups(size) : ValueFormat.Ternary(scope.IsPerRow);

    private static (double Sum, int Count) Above(ReadOnlySpan<float> values, double threshold)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            var magnitude = Math.Abs(value);
            if (magnitude > threshold)
            {
                sum += magnitude;
                count++;
            }
        }

        return (sum, count);
    }
}
