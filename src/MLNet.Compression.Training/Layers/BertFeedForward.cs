using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Layers;

/// <summary>The second half of a transformer layer (Devlin et al. 2019): a feed-forward network, followed by add and norm. Without neurons it gives the output's bias.</summary>
internal sealed class BertFeedForward
{
    private readonly ActivationFunction _activation;

    /// <param name="shape">The encoder.</param>
    /// <param name="layer">The first layer that uses it.</param>
    public BertFeedForward(BertShape shape, int layer)
    {
        _activation = shape.Activation;
        var (prefix, size) = ($"encoder.layer.{layer}.", shape.Layers[layer].FeedForwardSize);
        Intermediate = new Linear(prefix + "intermediate.dense", size, shape.HiddenSize);
        Output = new Linear(prefix + "output.dense", shape.HiddenSize, size);
        Norm = new LayerNorm(prefix + "output.LayerNorm", shape.HiddenSize, shape.LayerNormEpsilon);
    }

    public Linear Intermediate { get; }

    public Linear Output { get; }

    public LayerNorm Norm { get; }

    public IEnumerable<Parameter> Parameters => [.. Intermediate.Parameters, .. Output.Parameters, .. Norm.Parameters];

    /// <param name="tape">The pass.</param>
    /// <param name="input">[tokens x hidden size]; freed where nothing is recorded.</param>
    /// <param name="dropout">The rates; ignored outside training.</param>
    /// <returns>[tokens x hidden size].</returns>
    public Tensor Forward(Tape tape, Tensor input, DropoutRates dropout)
    {
        var output = Output.HasWeights ? Transform(tape, input) : Output.ForwardBias(tape, input.Rows);
        var hidden = Norm.Forward(tape, output, residual: input, dropout.Hidden);
        tape.FreeUnlessTraining(output);
        tape.FreeUnlessTraining(input);
        return hidden;
    }

    private Tensor Transform(Tape tape, Tensor input)
    {
        var activated = Intermediate.Forward(tape, input, _activation, Output);
        var output = Output.Forward(tape, activated);
        tape.FreeUnlessTraining(activated);
        return output;
    }
}
