using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = f(z), z = x Wᵀ + b, for an activation function f.</summary>
/// <remarks>Backward: dz = dy ∘ f'(z), which takes the place of dy; then dx = dz W, dW = dzᵀ x, db = the column sums of dz.</remarks>
internal sealed class LinearActivationOperation : Operation
{
    private static readonly Dictionary<ActivationFunction, LayerActivation> Activations = new()
    {
        [ActivationFunction.Gelu] = new LayerActivation<GeluForward, GeluBackward>(),
        [ActivationFunction.GeluTanh] = new LayerActivation<GeluTanhForward, GeluTanhBackward>(),
        [ActivationFunction.Relu] = new LayerActivation<ReluForward, ReluBackward>(),
    };

    private readonly Tensor _input;
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly LayerActivation _activation;
    private readonly Tensor _sum;

    private LinearActivationOperation(Tape tape, Tensor input, Tensor weight, Tensor bias, ActivationFunction function)
    {
        _input = input;
        _weight = weight;
        _bias = bias;
        _activation = Activations[function];
        _sum = tape.Allocate(input.Rows, weight.Rows);
        Output = tape.IsTraining ? tape.Allocate(input.Rows, weight.Rows) : _sum;
        _activation.Forward(input.Value, weight.Value, bias.ValueSpan, _sum.Value, Output.Value, tape.Workers);
    }

    public override Tensor Output { get; }

    public static Tensor Apply(Tape tape, Tensor input, Tensor weight, Tensor bias, ActivationFunction function) =>
        tape.Record(new LinearActivationOperation(tape, input, weight, bias, function));

    public override void Backward(Tape tape)
    {
        _activation.Backward(_sum.Value, Output.Gradient, _bias.AddableGradient(tape.Buffers).RowSpan(0), tape.Workers);
        LinearOperation.BackwardProducts(tape, Output.Gradient, _input, _weight);
    }
}
