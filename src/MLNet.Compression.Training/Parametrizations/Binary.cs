using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Binary weights (Rastegari et al. 2016): sign(w) · mean|w|; the sign of 0 is +.</summary>
/// <param name="scope">Which weights share a scale.</param>
/// <param name="clipGradient">Whether weights beyond ±1 get no gradient; else it passes straight through.</param>
/// <param name="keepsZeros">Whether zeros are removed weights: they stay zero and count for nothing.</param>
internal sealed class Binary(ScaleScope scope, bool clipGradient = false, bool keepsZeros = false) : Parametrization
{
    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        var scales = SegmentSums.MeanMagnitude(tape.Workers, weight, scope, keepsZeros);
        void Round(int segment, ReadOnlySpan<float> input, Span<float> output)
        {
            var scale = scope.Stored(scales[segment]);
            for (var i = 0; i < input.Length; i++)
            {
                output[i] = keepsZeros && input[i] == 0 ? 0 : input[i] < 0 ? -scale : scale;
            }
        }

        var round = scope.Each(weight.Columns, Round);
        return clipGradient ? ClippedStraightThroughOperation.Apply(tape, weight, round) : StraightThroughOperation.Apply(tape, weight, round);
    }

    /// <inheritdoc/>
    public override ValueFormat StorageOf(Tensor weight) => scope.GroupSize is { } size ? ValueFormat.BinaryInGroups(size) : ValueFormat.Binary(scope.IsPerRow);
}
