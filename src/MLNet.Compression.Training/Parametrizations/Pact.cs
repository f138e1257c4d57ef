using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>PACT (Choi et al. 2018): activations clipped to [0, α] with a learnt α, and rounded to b bits.</summary>
/// <remarks>For activations after ReLU. Weight decay applies to α, as in the paper. α counts as at least 1e-8.</remarks>
internal sealed class Pact : Parametrization
{
    private const float SmallestAlpha = 1e-8f;
    private readonly int _levels;

    /// <param name="name">The name of what is rounded.</param>
    /// <param name="bits">b, 1 to 8.</param>
    /// <param name="alpha">α before training, positive.</param>
    public Pact(string name, int bits, float alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 8);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(alpha);
        _levels = (1 << bits) - 1;
        Alpha = new Parameter(name + ".alpha", 1, 1);
        Alpha.ValueSpan[0] = alpha;
    }

    /// <summary>α.</summary>
    public Parameter Alpha { get; }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [Alpha];

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        Alpha.ValueSpan[0] = MathF.Max(Alpha.ValueSpan[0], SmallestAlpha);
        return ClippedActivationOperation.Apply(tape, weight, Alpha, _levels);
    }
}
