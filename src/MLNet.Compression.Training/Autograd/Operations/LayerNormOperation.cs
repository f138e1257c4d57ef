using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>z = dropout(x) + residual; y = γ ∘ (z − mean z) / sqrt(var z + ε) + β, row by row.</summary>
/// <remarks>Backward: the layer norm gives dz; it is the residual's gradient, and through the same dropout mask the input's.</remarks>
internal sealed unsafe class LayerNormOperation : Operation
{
    private readonly Tensor _input;
    private readonly Tensor? _residual;
    private readonly Parameter _scale;
    private readonly Parameter _shift;
    private readonly DropoutMask _mask;
    private readonly MatrixView _sum;
    private readonly NativeBuffer _statistics;

    private LayerNormOperation(Tape tape, Tensor input, Tensor? residual, Parameter scale, Parameter shift, float epsilon, float dropout)
    {
        _input = input;
        _residual = residual;
        _scale = scale;
        _shift = shift;
        _mask = tape.NewMask(dropout);
        _sum = residual is null ? input.Value : AddResidual(tape, input, residual);
        _statistics = tape.AllocateBuffer(2L * input.Rows);
        Output = tape.Allocate(input.Rows, input.Columns);
        LayerNormKernel.Forward(_sum, scale.ValueSpan, shift.ValueSpan, epsilon, Output.Value, Means, InverseDeviations, tape.Workers);
    }

    public override Tensor Output { get; }

    private Span<float> Means => new(_statistics.Pointer, _input.Rows);

    private Span<float> InverseDeviations => new(_statistics.Pointer + _input.Rows, _input.Rows);

    public static Tensor Apply(Tape tape, Tensor input, Tensor? residual, Parameter scale, Parameter shift, float epsilon, float dropout) =>
        tape.Record(new LayerNormOperation(tape, input, residual, scale, shift, epsilon, dropout));

    public override void Backward(Tape tape)
    {
        if (_residual is null)
        {
            tape.WriteGradient(_input, gradient => BackwardTo(gradient, tape));
            return;
        }

        // The output's gradient is read no more: dz takes its place.
        BackwardTo(Output.Gradient, tape);
        tape.WriteGradient(_residual, gradient => Output.GradientSpan.CopyTo(gradient.AsSpan()));
        tape.WriteGradient(_input, gradient => DropoutKernel.Apply(Output.GradientSpan, gradient.AsSpan(), _mask, tape.Workers));
    }

    private MatrixView AddResidual(Tape tape, Tensor input, Tensor residual)
    {
        var sum = new MatrixView(tape.AllocateBuffer(input.Count).Pointer, input.Rows, input.Columns);
        DropoutKernel.Apply(input.ValueSpan, sum.AsSpan(), _mask, tape.Workers);
        VectorKernel.Add(sum.AsSpan(), residual.ValueSpan, sum.AsSpan(), tape.Workers);
        return sum;
    }

    private void BackwardTo(MatrixView gradient, Tape tape) => LayerNormKernel.Backward(
        _sum,
        _scale.ValueSpan,
        Means,
        InverseDeviations,
        Output.Gradient,
        gradient,
        _scale.AddableGradient(tape.Buffers).RowSpan(0),
        _shift.AddableGradient(tape.Buffers).RowSpan(0),
        tape.Workers);
}
