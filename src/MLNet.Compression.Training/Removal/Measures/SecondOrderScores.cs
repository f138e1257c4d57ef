using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>
/// oBERT (Kurtic et al. 2022, eq. 5 and 6): ρ = ½ wᵀ ([F⁻¹]_QQ)⁻¹ w of the weights w of a unit Q, F = λI + 1/m Σ g gᵀ in blocks along the diagonal, and the
/// update of the weights that remain.
/// </summary>
internal sealed class SecondOrderScores : UnitMeasure
{
    private const int MostRowsOfABatch = 16;
    private const long ManyBytes = 2L << 30;

    private readonly MeasureSetting _setting;
    private readonly SecondOrderMeasure _options;
    private readonly TargetLoss _loss;
    private Dictionary<UnitGroup, GroupFisher> _fishers = [];

    /// <param name="setting">What is pruned.</param>
    /// <param name="options">How it is measured.</param>
    public SecondOrderScores(MeasureSetting setting, SecondOrderMeasure options)
        : base(setting.Groups)
    {
        (_setting, _options, _loss) = (setting, options, new TargetLoss(setting.Model));
        var bytes = setting.Groups.Sum(group => GroupFisher.BytesOf(group, options));
        if (bytes > ManyBytes)
        {
            setting.Environment.Warn(FormattableString.Invariant(
                $"The Fisher information of the {setting.Groups.Sum(group => group.Count)} units takes {bytes / (double)(1 << 30):0.0} GB while they are chosen: if that is too much, ask for smaller blocks than {options.FisherBlock} weights."));
        }
    }

    /// <inheritdoc/>
    public override bool LetsReturn => false;

    /// <inheritdoc/>
    public override void BeforeRenewal(StepPosition position)
    {
        foreach (var (_, fisher) in _fishers)
        {
            fisher.Dispose();
        }

        _fishers = Groups.ToDictionary(group => group, group => GroupFisher.Of(group, _options, _setting.Environment.Workers));
        var batchRows = Math.Clamp(_setting.Rows.Count / _options.Gradients, 1, MostRowsOfABatch);
        var pass = new SamplePass(_setting.Model, _setting.Environment, _loss) { BatchRows = batchRows };
        pass.Run(_setting.Rows, checked(batchRows * _options.Gradients), draw: (int)position.Step, () =>
        {
            foreach (var (group, fisher) in _fishers)
            {
                group.MaskGradients();
                fisher.AddGradient();
            }
        });
    }

    /// <inheritdoc/>
    public override double[] ScoresOf(UnitGroup group)
    {
        _setting.Environment.CancellationToken.ThrowIfCancellationRequested();
        return _fishers[group].Scores();
    }

    /// <inheritdoc/>
    public override void AfterRenewal(UnitGroup group, bool[] before, bool isLast)
    {
        _fishers[group].Refit(before);
        _fishers[group].Dispose();
        _fishers.Remove(group);
    }
}
