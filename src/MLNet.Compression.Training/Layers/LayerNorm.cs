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

    /// <summary>The features over which mean and variance are taken; the others are 0 in the output, and their gradients are 0. Null for all.</summary>
    /// <remarks>So the norm computes, bit for bit, what one of the kept features alone would; its dropout too draws for these alone.</remarks>
    public KeptFeatures? Kept { get; set; }

    /// <summary>LN(x).</summary>
    public Tensor Forward(Tape tape, Tensor input) => Forward(tape, input, residual: null, dropout: 0f);

    /// <summary>LN(dropout(x) + residual), without residual LN(x).</summary>
    public Tensor Forward(Tape tape, Tensor input, Tensor? residual, float dropout) => Kept is { } kept
        ? kept.Scatter(tape, Normalize(tape, kept, input, residual, dropout))
        : LayerNormOperation.Apply(tape, input, residual, Scale.Effective(tape), Shift.Effective(tape), _epsilon, dropout);

    private Tensor Normalize(Tape tape, KeptFeatures kept, Tensor input, Tensor? residual, float dropout)
    {
        var (x, y) = (kept.Gather(tape, input), residual is null ? null : kept.Gather(tape, residual));
        var (scale, shift) = (kept.Gather(tape, Scale.Effective(tape)), kept.Gather(tape, Shift.Effective(tape)));
        var normalized = LayerNormOperation.Apply(tape, x, y, scale, shift, _epsilon, dropout);
        foreach (var gathered in new[] { x, y, scale, shift }.OfType<Tensor>())
        {
            tape.FreeUnlessTraining(gathered);
        }

        return normalized;
    }
}
