using MLNet.Compression.Training.Kernels.Elementwise;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = p a + (1 − p) b; da = p dy, db = (1 − p) dy.</summary>
internal sealed class BlendOperation : Operation
{
    private readonly Tensor _first;
    private readonly Tensor _second;
    private readonly float _share;

    private BlendOperation(Tape tape, Tensor first, Tensor second, float share)
    {
        (_first, _second, _share) = (first, second, share);
        Output = tape.Allocate(first.Rows, first.Columns);
        VectorKernel.Blend(first.ValueSpan, second.ValueSpan, share, Output.ValueSpan, tape.Workers);
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="first">a.</param>
    /// <param name="second">b, of the shape of a.</param>
    /// <param name="share">p.</param>
    public static Tensor Apply(Tape tape, Tensor first, Tensor second, float share) => tape.Record(new BlendOperation(tape, first, second, share));

    public override void Backward(Tape tape)
    {
        tape.WriteGradient(_first, gradient => VectorKernel.Scale(Output.GradientSpan, _share, gradient.AsSpan(), tape.Workers));
        tape.WriteGradient(_second, gradient => VectorKernel.Scale(Output.GradientSpan, 1 - _share, gradient.AsSpan(), tape.Workers));
    }
}
