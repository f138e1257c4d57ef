using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>y = x Wᵀ + b. Without inputs, or outputs, where all heads or neurons of a layer are cut out.</summary>
internal sealed class Linear
{
    /// <param name="name">The Hugging Face name of the layer, without ".weight".</param>
    /// <param name="outputs">Output features.</param>
    /// <param name="inputs">Input features.</param>
    public Linear(string name, int outputs, int inputs)
    {
        Name = name;
        Weight = new Parameter(name + ".weight", outputs, inputs);
        Bias = new Parameter(name + ".bias", 1, outputs) { Decays = false };
    }

    public string Name { get; }

    public Parameter Weight { get; }

    public Parameter Bias { get; }

    /// <summary>What the forward pass applies to the input activations, for instance fake quantisation.</summary>
    public Parametrization? InputParametrization { get; set; }

    /// <summary>The outputs that count; the others are 0, whatever the weights, and their gradients are 0. Null for all.</summary>
    public KeptFeatures? Kept { get; set; }

    /// <summary>Whether there are inputs and outputs.</summary>
    public bool HasWeights => Weight.Count > 0;

    /// <summary>Weight and bias, without those that have no elements.</summary>
    public IEnumerable<Parameter> Parameters => new[] { Weight, Bias }.Where(parameter => parameter.Count > 0);

    /// <param name="tape">The pass.</param>
    /// <param name="input">[rows x inputs].</param>
    /// <returns>[rows x outputs].</returns>
    public Tensor Forward(Tape tape, Tensor input) => Mask(tape, LinearOperation.Apply(tape, Effective(tape, input), Weight.Effective(tape), Bias.Effective(tape)));

    /// <summary>f(x Wᵀ + b).</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="input">[rows x inputs].</param>
    /// <param name="function">f.</param>
    /// <param name="next">The layer that takes the result.</param>
    /// <returns>[rows x outputs].</returns>
    public Tensor Forward(Tape tape, Tensor input, ActivationFunction function, Linear next) =>
        Mask(tape, LinearActivationOperation.Apply(
            tape, Effective(tape, input), Weight.Effective(tape), Bias.Effective(tape), function, isRounded: next.InputParametrization?.RoundsToFewBits ?? false));

    /// <summary>What a layer without inputs gives: b for every row.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="rows">Rows of the input.</param>
    /// <returns>[rows x outputs].</returns>
    public Tensor ForwardBias(Tape tape, int rows) => Mask(tape, RepeatOperation.Apply(tape, Bias.Effective(tape), rows));

    private Tensor Mask(Tape tape, Tensor output) => Kept?.Mask(tape, output) ?? output;

    private Tensor Effective(Tape tape, Tensor input) => InputParametrization?.Apply(tape, input) ?? input;
}
