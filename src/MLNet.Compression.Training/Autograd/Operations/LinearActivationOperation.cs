using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Training.Kernels.Activations;
using MLNet.Compression.Training.Kernels.Elementwise;

namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>y = f(z), z = x Wᵀ + b, for an activation function f.</summary>
/// <remarks>Backward: dz = dy ∘ f'(z), which takes the place of dy; then dx = dz W, dW = dzᵀ x, db = the column sums of dz.</remarks>
internal sealed class LinearActivationOperation : Operation
{
    private static readonly Dictionary<ActivationFunction, LayerActivation> _activations = new()
    {
        [ActivationFunction.Gelu] = new LayerActivation<GeluForward, GeluBackward>(),
        [ActivationFunction.GeluTanh] = new LayerActivation<GeluTanhForward, GeluTanhBackward>(),
        [ActivationFunction.Relu] = new LayerActivation<ReluForward, ReluBackward>(),
    };

    // What the scorer computes where it rounds the results.
    private static readonly Dictionary<ActivationFunction, LayerActivation> _coarseActivations = new(_activations)
    {
        [ActivationFunction.Gelu] = new LayerActivation<GeluCoarse, GeluBackward>(),
    };

    private readonly Tensor _input;
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly LayerActivation _activation;
    private readonly Tensor _sum;

    private LinearActivationOperation(Tape tape, Tensor input, Tensor weight, Tensor bias, LayerActivation activation)
    {
        _input = input;
        _weight = weight;
        _bias = bias;
        _activation = activation;
        _sum = tape.Allocate(input.Rows, weight.Rows);
        Output = tape.IsTraining ? tape.Allocate(input.Rows, weight.Rows) : _sum;
        _activation.Forward(input.Value, weight.Value, bias.ValueSpan, _sum.Value, Output.Value, tape.Workers);
    }

    public override Tensor Output { get; }

    /// <param name="tape">The pass.</param>
    /// <param name="input">x [rows x inputs].</param>
    /// <param name="weight">W [outputs x inputs].</param>
    /// <param name="bias">b [outputs].</param>
    /// <param name="function">f.</param>
    /// <param name="isRounded">Whether the result is rounded to few bits right after, so that f is computed as the scorer does then; the gradient is that of f.</param>
    public static Tensor Apply(Tape tape, Tensor input, Tensor weight, Tensor bias, ActivationFunction function, bool isRounded = false) =>
        tape.Record(new LinearActivationOperation(tape, input, weight, bias, (isRounded ? _coarseActivations : _activations)[function]));

    public override void Backward(Tape tape)
    {
        _activation.Backward(_sum.Value, Output.Gradient, tape.AddableVector(_bias), tape.Workers);
        LinearOperation.BackwardProducts(tape, Output.Gradient, _input, _weight);
    }
}
