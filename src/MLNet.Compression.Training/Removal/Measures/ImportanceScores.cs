using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Σ over batches of |Σ ∂L/∂w · w| over the weights of a unit, of each part that carries it.</summary>
internal sealed class ImportanceScores : UnitMeasure
{
    private readonly MeasureSetting _setting;
    private readonly ImportanceMeasure _options;
    private readonly SampleLoss _loss;
    private readonly Dictionary<UnitGroup, double[]> _sums;
    private bool _sawSteps;

    /// <param name="setting">What is pruned.</param>
    /// <param name="options">How it is measured.</param>
    public ImportanceScores(MeasureSetting setting, ImportanceMeasure options)
        : base(setting.Groups)
    {
        (_setting, _options) = (setting, options);
        _loss = options.SelfSupervised ? new CopyLoss(setting.Model, setting.InferenceTape) : new TargetLoss(setting.Model);
        _sums = setting.Groups.ToDictionary(group => group, group => new double[group.Count]);
    }

    /// <inheritdoc/>
    public override bool LetsReturn => false;

    /// <inheritdoc/>
    public override void BeforeRenewal(StepPosition position)
    {
        if (!_sawSteps)
        {
            Clear();
            new SamplePass(_setting.Model, _setting.Environment, _loss).Run(_setting.Rows, _options.Rows, draw: (int)position.Step, AddBatch);
        }
    }

    /// <inheritdoc/>
    public override void AfterBackward(StepPosition position, double share)
    {
        if (_options.FromSteps)
        {
            if (!_sawSteps)
            {
                Clear();
            }

            _sawSteps = true;
            AddBatch();
        }
    }

    /// <inheritdoc/>
    public override double[] ScoresOf(UnitGroup group) => _sums[group];

    /// <inheritdoc/>
    public override void AfterRenewal(UnitGroup group, bool[] before, bool isLast) => _sawSteps = false;

    /// <inheritdoc/>
    public override void Save(StateWriter writer)
    {
        if (_options.FromSteps)
        {
            writer.Write("saw steps", _sawSteps);
            foreach (var (group, sums) in _sums)
            {
                writer.Write(group.Name, sums);
            }
        }
    }

    /// <inheritdoc/>
    public override void Load(StateReader reader)
    {
        if (_options.FromSteps)
        {
            _sawSteps = reader.ReadFlag("saw steps");
            foreach (var (group, sums) in _sums)
            {
                reader.Read(group.Name, sums.AsSpan());
            }
        }
    }

    private void Clear()
    {
        foreach (var sums in _sums.Values)
        {
            Array.Clear(sums);
        }
    }

    private void AddBatch() => Parallel(group =>
    {
        foreach (var part in group.Parts.Where(part => part.CarriesUnits))
        {
            var slopes = new double[group.Count];
            part.AddSlopes(slopes);
            part.AddBiasSlopes(slopes);
            for (var unit = 0; unit < slopes.Length; unit++)
            {
                _sums[group][unit] += Math.Abs(slopes[unit]);
            }
        }
    });

    private void Parallel(Action<UnitGroup> act) => _setting.Environment.Workers.For(Groups.Count, i => act(Groups[i]));
}
