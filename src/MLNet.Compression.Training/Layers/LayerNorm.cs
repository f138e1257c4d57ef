using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Layers;

/// <summary>Layer normalisation with a learnt scale and shift (Ba et al. 2016).</summary>
internal sealed class LayerNorm
{
    private readonly float _epsilon;

    /// <param name="name">The Hugging Face name of the layer, without ".weight".</param>
    /// <param name="features">Features of a row.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    public LayerNorm(string name, int features, float epsilon)
    {
        _epsilon = epsilon;
        Scale = new Parameter(name + ".weight", 1, features) { Decays = false };
        Shift = new Parameter(name + ".bias", 1, features) { Decays = false };
        Scale.ValueSpan.Fill(1f);
    }

    public Parameter Scale { get; }

    public Parameter Shift { get; }

    public IEnumerable<Parameter> Parameters => [Scale, Shift];

    /// <summary>LN(x).</summary>
    public Tensor Forward(Tape tape, Tensor input) =>
        LayerNormOperation.Apply(tape, input, residual: null, Scale, Shift, _epsilon, dropout: 0f);

    /// <summary>LN(dropout(x) + residual).</summary>
    public Tensor Forward(Tape tape, Tensor input, Tensor residual, float dropout) =>
        LayerNormOperation.Apply(tape, input, residual, Scale, Shift, _epsilon, dropout);
}
