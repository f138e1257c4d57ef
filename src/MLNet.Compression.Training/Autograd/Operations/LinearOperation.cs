using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Kernels.Products;
using MLNet.Compression.Training.Kernels.Rows;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = x Wᵀ + b, with x [tokens x inputs], W [outputs x inputs], b [1 x outputs].</summary>
/// <remarks>Backward: dx = dy W, dW = dyᵀ x, db = the column sums of dy.</remarks>
internal sealed class LinearOperation : Operation
{
    private readonly Tensor _input;
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly bool _inputNeedsGradient;

    private LinearOperation(Tape tape, Tensor input, Tensor weight, Tensor? bias, bool inputNeedsGradient)
    {
        _input = input;
        _weight = weight;
        _bias = bias;
        _inputNeedsGradient = inputNeedsGradient;
        Output = tape.Allocate(input.Rows, weight.Rows);
        if (bias is null)
        {
            Gemm.Multiply(input.Value, transposeA: false, weight.Value, transposeB: true, Output.Value, accumulate: false, tape.Workers);
        }
        else
        {
            Gemm.Multiply(input.Value, transposeA: false, weight.Value, transposeB: true, Output.Value, bias.ValueSpan, tape.Workers);
        }
    }

    public override Tensor Output { get; }

    public static Tensor Apply(Tape tape, Tensor input, Tensor weight, Tensor? bias, bool inputNeedsGradient = true) =>
        tape.Record(new LinearOperation(tape, input, weight, bias, inputNeedsGradient));

    public override void Backward(Tape tape)
    {
        if (_bias is not null && !tape.IsFrozen(_bias))
        {
            ColumnSumKernel.Accumulate(Output.Gradient, _bias.AddableGradient(tape.Buffers).RowSpan(0), tape.Workers);
        }

        BackwardProducts(tape, Output.Gradient, _input, _weight, _inputNeedsGradient);
    }

    /// <summary>dW = dyᵀ x, unless W is frozen, and dx = dy W.</summary>
    public static void BackwardProducts(Tape tape, MatrixView outputGradient, Tensor input, Tensor weight, bool inputNeedsGradient = true)
    {
        if (!tape.IsFrozen(weight))
        {
            var accumulateWeight = weight.OpenGradient(tape.Buffers);
            Gemm.Multiply(outputGradient, transposeA: true, input.Value, transposeB: false, weight.Gradient, accumulateWeight, tape.Workers);
        }

        if (inputNeedsGradient)
        {
            var accumulateInput = input.OpenGradient(tape.Buffers);
            Gemm.Multiply(outputGradient, transposeA: false, weight.Value, transposeB: false, input.Gradient, accumulateInput, tape.Workers);
        }
    }
}
