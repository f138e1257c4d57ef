using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Fake quantisation to int8: s · clamp(round(w / s), −127, 127), half to even, with s = max|w| / 127 of the weights that share it at every step; the gradient passes straight through.</summary>
/// <param name="scope">Which weights share s: those of a row, the default, or of a group of a row.</param>
internal sealed class Int8Weights(ScaleScope? scope = null) : Parametrization
{
    private const int Bits = 8;
    private readonly ScaleScope _scope = scope ?? ScaleScope.Row;

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) => StraightThroughOperation.Apply(tape, weight, _scope.Each(weight.Columns, (_, input, output) =>
    {
        var scale = ScaleOf(input);
        if (scale == 0)
        {
            output.Clear();
            return;
        }

        TensorPrimitives.Divide(input, scale, output);
        TensorPrimitives.Round<float>(output, output);
        TensorPrimitives.Clamp(output, -Int8Rows.Largest, Int8Rows.Largest, output); // for a scale that was rounded down
        TensorPrimitives.Multiply(output, scale, output);
        TensorPrimitives.Add(output, 0f, output); // −0 becomes 0, as it is when stored
    }));

    /// <inheritdoc/>
    public override ValueFormat StorageOf(Tensor weight)
    {
        var scales = Array.ConvertAll(SegmentSums.Over(WorkerPool.Inline, weight, _scope, (_, values) => ScaleOf(values)), scale => (float)scale);
        return _scope.GroupSize is { } size ? ValueFormat.IntegersInGroups(Bits, size, scales) : ValueFormat.Int8Scaled(scales);
    }

    private float ScaleOf(ReadOnlySpan<float> weights) => _scope.Stored(Int8Rows.ScaleOf(weights));
}
