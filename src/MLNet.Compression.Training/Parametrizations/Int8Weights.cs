using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Fake quantisation to int8: s · round(w / s), half to even, with s = max|w| / 127 of the output row at every step; the gradient passes straight through.</summary>
internal sealed class Int8Weights : Parametrization
{
    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) => StraightThroughOperation.Apply(tape, weight, static (_, input, output) =>
    {
        var scale = Int8Rows.ScaleOf(input);
        if (scale == 0)
        {
            output.Clear();
            return;
        }

        TensorPrimitives.Divide(input, scale, output);
        TensorPrimitives.Round<float>(output, output);
        TensorPrimitives.Multiply(output, scale, output);
        TensorPrimitives.Add(output, 0f, output); // −0 becomes 0, as it is when stored
    });

    /// <inheritdoc/>
    public override ValueFormat StorageOf(Tensor weight) =>
        ValueFormat.Int8Scaled([.. Enumerable.Range(0, weight.Rows).Select(row => Int8Rows.ScaleOf(weight.Value.RowSpan(row)))]);
}
