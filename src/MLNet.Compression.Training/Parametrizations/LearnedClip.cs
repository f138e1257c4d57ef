using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Inputs of a layer rounded within a range that is learnt, for all tokens the same (KDLSQ-BERT, Jin et al. 2021): see <see cref="LearnedClipOperation"/>.</summary>
/// <remarks>
/// α, the end of the range that is farther from 0, learns; the zero point is what calibration made it. So 0 stays exact, and inputs that are never far
/// below it, as those after GELU, waste no integers; the paper has symmetric ranges, z = 2^(b−1), throughout. α counts as at least 1e-6.
/// </remarks>
internal sealed class LearnedClip : Parametrization
{
    private const float SmallestClip = 1e-6f;
    private readonly int _largest;
    private int _zeroPoint;

    /// <param name="name">The name of the layer.</param>
    /// <param name="start">The range before training.</param>
    /// <exception cref="ArgumentException">No kernel can round to it.</exception>
    public LearnedClip(string name, InputClip start)
    {
        if (start.IsNone || !start.IsInRange)
        {
            throw new ArgumentException($"{start} is no range for the inputs of {name}.", nameof(start));
        }

        (_largest, _zeroPoint) = (start.Largest, start.ZeroPoint);
        Clip = new Parameter(name + ".input_clip", 1, 1) { Decays = false };
        Clip.ValueSpan[0] = start.Scale * Ends;
    }

    /// <summary>α.</summary>
    public Parameter Clip { get; }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [Clip];

    /// <inheritdoc/>
    public override bool RoundsToFewBits => true;

    /// <inheritdoc/>
    public override InputClip InputClip => new(MathF.Max(Clip.ValueSpan[0], SmallestClip) / Ends, _zeroPoint, _largest);

    private int Ends => Math.Max(_zeroPoint, _largest - _zeroPoint);

    /// <inheritdoc/>
    public override void Save(StateWriter writer) => writer.Write("zero point", _zeroPoint);

    /// <inheritdoc/>
    public override void Load(StateReader reader) => _zeroPoint = (int)reader.ReadInt64("zero point", most: _largest);

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        Clip.ValueSpan[0] = MathF.Max(Clip.ValueSpan[0], SmallestClip);
        return LearnedClipOperation.Apply(tape, weight, Clip, InputClip);
    }
}
