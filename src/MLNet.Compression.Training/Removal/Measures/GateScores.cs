using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Hard concrete gates (Louizos et al. 2018) at the weights through which units act, driven to one size of all by Lagrange multipliers (CoFi, Xia et al. 2022).</summary>
/// <remarks>The loss gets λ₁(s − t) + λ₂(s − t)², s the expected share of weights whose gates are 0 and t the share of the ramp; λ₁ and λ₂ rise along it, gates fall.</remarks>
internal sealed class GateScores : UnitMeasure
{
    private readonly BufferPool _buffers;
    private readonly Dictionary<UnitGroup, GroupGates> _gates = [];
    private readonly Parameter _multipliers;
    private readonly double _weights;

    /// <param name="setting">What is pruned.</param>
    /// <param name="rateFactor">How much faster than weights gates and multipliers learn.</param>
    /// <exception cref="ArgumentException">Units act through several matrices.</exception>
    public GateScores(MeasureSetting setting, double rateFactor)
        : base(setting.Groups)
    {
        _buffers = setting.Environment.Buffers;
        _weights = Groups.Sum(group => group.Sizes.Sum());
        _multipliers = new Parameter(Groups[0].Name + ".multipliers", 1, 2) { Decays = false, LearningRateFactor = rateFactor };
        foreach (var group in Groups)
        {
            _gates[group] = new GroupGates(group, rateFactor);
        }
    }

    /// <inheritdoc/>
    public override bool LetsReturn => false;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [_multipliers];

    /// <summary>The share of the weights that is expected to be without effect.</summary>
    public double ExpectedSparsity => 1 - (Groups.Sum(group => ScoresOf(group).Sum()) / _weights);

    /// <inheritdoc/>
    public override void AfterBackward(StepPosition position, double share)
    {
        if (_gates.Values.First().IsFolded)
        {
            return;
        }

        var excess = ExpectedSparsity - share;
        var multipliers = _multipliers.ValueSpan;
        _multipliers.AddableGradient(_buffers);
        _multipliers.GradientSpan[0] -= (float)excess;
        _multipliers.GradientSpan[1] -= (float)(excess * excess);
        var slope = multipliers[0] + (2 * multipliers[1] * excess);
        foreach (var gates in _gates.Values)
        {
            gates.AddGradients(-slope / _weights, _buffers);
        }
    }

    /// <summary>The expected number of weights with effect.</summary>
    public override double[] ScoresOf(UnitGroup group) => _gates[group].ExpectedWeights();

    /// <summary>Until the ramp's end no mask removes anything: gates do.</summary>
    public override double ThresholdOf(UnitGroup group) => 0;

    /// <inheritdoc/>
    public override void AfterRenewal(UnitGroup group, bool[] before, bool isLast)
    {
        if (isLast)
        {
            _gates[group].Fold();
        }
    }

    /// <inheritdoc/>
    public override void Detach()
    {
        foreach (var gates in _gates.Values)
        {
            gates.Detach();
        }
    }
}
