using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>½ Σ h wᵀ ([A⁻¹]_QQ)⁻¹ w of each unit, and the update of the weights that remain: see <see cref="PruningMeasure.Kronecker"/>.</summary>
internal sealed class KroneckerScores : UnitMeasure
{
    private const int MostRowsOfABatch = 16;
    private const double ManyOperations = 2e12;

    private readonly MeasureSetting _setting;
    private readonly KroneckerMeasure _options;
    private readonly TargetLoss _loss;
    private readonly Dictionary<UnitGroup, Linear> _layers;
    private Dictionary<UnitGroup, KroneckerBlocks> _blocks = [];

    /// <param name="setting">What is pruned.</param>
    /// <param name="options">How it is measured.</param>
    /// <exception cref="ArgumentException">Units act through several matrices.</exception>
    public KroneckerScores(MeasureSetting setting, KroneckerMeasure options)
        : base(setting.Groups)
    {
        (_setting, _options, _loss) = (setting, options, new TargetLoss(setting.Model));
        var layers = setting.Model.Linears.ToDictionary(layer => layer.Weight);
        _layers = Groups.ToDictionary(group => group, group => group.ActingParts is [var part] && part.Grid.Count == group.Count ? layers[part.Weight] : throw new ArgumentException(
            $"The {group.Name} can't be measured by Kronecker factors, as they act through several matrices: choose another measure for them."));
        var operations = Groups.Sum(group => group.ActingParts[0].Grid.BlockRows * (double)group.ActingParts[0].Grid.Columns * options.Inputs * options.Inputs);
        if (operations > ManyOperations)
        {
            setting.Environment.Warn(FormattableString.Invariant(
                $"Each choice among the {Groups.Sum(group => group.Count)} units takes up to {operations:0e+0} operations: if that is too long, look at fewer than {options.Inputs} inputs together, or choose larger units."));
        }
    }

    /// <inheritdoc/>
    public override bool LetsReturn => false;

    /// <inheritdoc/>
    public override void BeforeRenewal(StepPosition position)
    {
        var factors = _layers.Values.Distinct().ToDictionary(layer => layer, layer => new KroneckerFactors(layer));
        try
        {
            var pass = new SamplePass(_setting.Model, _setting.Environment, _loss) { BatchRows = Math.Min(MostRowsOfABatch, _options.Rows) };
            pass.Run(_setting.Rows, _options.Rows, draw: (int)position.Step, () =>
            {
                foreach (var layer in factors.Values)
                {
                    layer.AddGradient();
                }
            });
        }
        finally
        {
            foreach (var layer in factors.Values)
            {
                layer.Dispose();
            }
        }

        _blocks = _layers.ToDictionary(pair => pair.Key, pair => new KroneckerBlocks(pair.Key, pair.Value, factors[pair.Value], _options, _setting.Environment.Workers));
    }

    /// <inheritdoc/>
    public override double[] ScoresOf(UnitGroup group)
    {
        _setting.Environment.CancellationToken.ThrowIfCancellationRequested();
        return _blocks[group].Scores();
    }

    /// <inheritdoc/>
    public override void AfterRenewal(UnitGroup group, bool[] before, bool isLast)
    {
        _blocks[group].Refit(before);
        _blocks.Remove(group);
    }
}
