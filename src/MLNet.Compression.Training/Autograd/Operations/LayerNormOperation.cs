using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Kernels.Dropout;
using MLNet.Compression.Training.Kernels.Rows;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>z = dropout(x) + residual; y = γ ∘ (z − mean z) / sqrt(var z + ε) + β, row by row.</summary>
/// <remarks>
/// Where there is a residual, z takes the place of x, which nothing else may read afterwards. Backward: the layer norm gives dz; it is the
/// residual's gradient, and through the same dropout mask the input's.
/// </remarks>
internal sealed unsafe class LayerNormOperation : Operation
{
    private readonly Tensor _input;
    private readonly Tensor? _residual;
    private readonly Tensor _scale;
    private readonly Tensor _shift;
    private readonly DropoutMask _mask;
    private readonly NativeBuffer _statistics;

    private LayerNormOperation(Tape tape, Tensor input, Tensor? residual, Tensor scale, Tensor shift, float epsilon, float dropout)
    {
        _input = input;
        _residual = residual;
        _scale = scale;
        _shift = shift;
        _mask = tape.NewMask(dropout);
        _statistics = tape.AllocateBuffer(2L * input.Rows);
        Output = tape.Allocate(input.Rows, input.Columns);
        LayerNormKernel.Forward(input.Value, residual?.Value ?? default, _mask, scale.ValueSpan, shift.ValueSpan, epsilon, Output.Value, Means, InverseDeviations, tape.Workers);
    }

    public override Tensor Output { get; }

    private Span<float> Means => new(_statistics.Pointer, _input.Rows);

    private Span<float> InverseDeviations => new(_statistics.Pointer + _input.Rows, _input.Rows);

    public static Tensor Apply(Tape tape, Tensor input, Tensor? residual, Tensor scale, Tensor shift, float epsilon, float dropout) =>
        tape.Record(new LayerNormOperation(tape, input, residual, scale, shift, epsilon, dropout));

    public override void Backward(Tape tape) => LayerNormKernel.Backward(
        _input.Value,
        _mask,
        _scale.ValueSpan,
        Means,
        InverseDeviations,
        Output.Gradient,
        tape.TargetOf(_input),
        _residual is null ? default : tape.TargetOf(_residual),
        tape.AddableVector(_scale),
        tape.AddableVector(_shift),
        tape.Workers);
}
