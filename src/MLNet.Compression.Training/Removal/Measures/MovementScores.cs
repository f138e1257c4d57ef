using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Movement pruning's learnt scores: with the mask taken to be the identity, ∂L/∂S = Σ over the unit of ∂L/∂W′ · W, W′ the masked weight (Sanh et al. 2020, eq. 3).</summary>
/// <remarks>Removed units go on being scored and may come back; their weights rest meanwhile. The penalty is λ times the mean over the groups of the mean of σ(S).</remarks>
internal sealed class MovementScores : UnitMeasure
{
    private readonly Dictionary<UnitGroup, Parameter> _scores;
    private readonly MovementMeasure _options;
    private readonly BufferPool _buffers;

    /// <param name="groups">The units.</param>
    /// <param name="options">How scores learn.</param>
    /// <param name="buffers">Memory for the scores' gradients.</param>
    public MovementScores(IReadOnlyList<UnitGroup> groups, MovementMeasure options, BufferPool buffers)
        : base(groups)
    {
        (_options, _buffers) = (options, buffers);
        _scores = groups.ToDictionary(group => group, group => new Parameter(group.Name + ".scores", 1, group.Count) { Decays = false, LearningRateFactor = options.RateFactor });
    }

    /// <inheritdoc/>
    public override bool RemovedLearn => false;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => Groups.Select(group => _scores[group]);

    private double Least => Parameters.Min(scores => TensorPrimitives.Min<float>(scores.ValueSpan));

    /// <inheritdoc/>
    public override void AfterBackward(StepPosition position, double share)
    {
        foreach (var group in Groups)
        {
            var slopes = new double[group.Count];
            foreach (var part in group.Parts)
            {
                part.AddSlopes(slopes);
            }

            var scores = _scores[group];
            scores.AddableGradient(_buffers);
            for (var unit = 0; unit < slopes.Length; unit++)
            {
                scores.GradientSpan[unit] += (float)(slopes[unit] + PenaltySlope(scores.ValueSpan[unit], group.Count));
            }
        }
    }

    /// <summary>The scores above the least of all, whatever a unit's size.</summary>
    public override double[] ScoresOf(UnitGroup group)
    {
        var (least, own) = (Least, _scores[group]);
        return [.. group.Sizes.Select((size, unit) => size * (own.ValueSpan[unit] - least))];
    }

    /// <inheritdoc/>
    public override double ThresholdOf(UnitGroup group) => _options.Threshold - Least;

    /// <summary>λ σ′(S) / (groups · units of the group).</summary>
    private double PenaltySlope(float score, int units)
    {
        var sigmoid = 1 / (1 + Math.Exp(-score));
        return _options.Penalty * sigmoid * (1 - sigmoid) / (Groups.Count * (double)units);
    }
}
