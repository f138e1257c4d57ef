using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Σ over the tokens of a sample of ‖W x‖₂² with the weights W through which a unit acts, and what these receive: what the unit adds to the outputs.</summary>
internal sealed class OutputNorms : UnitMeasure
{
    private readonly MeasureSetting _setting;
    private readonly int _rows;
    private readonly Dictionary<UnitGroup, Linear> _layers;
    private readonly Dictionary<UnitGroup, InputMoments> _moments = [];

    /// <param name="setting">What is pruned.</param>
    /// <param name="rows">The most rows of a sample.</param>
    /// <exception cref="ArgumentException">Units act through several matrices.</exception>
    public OutputNorms(MeasureSetting setting, int rows)
        : base(setting.Groups)
    {
        (_setting, _rows) = (setting, rows);
        var layers = setting.Model.Linears.ToDictionary(layer => layer.Weight);
        _layers = setting.Groups.ToDictionary(group => group, group => group.ActingParts is [var part] ? layers[part.Weight] : throw new ArgumentException(
            $"What the {group.Name} add to outputs can't be measured, as they act through several matrices: choose another measure for them."));
    }

    /// <summary>Parts of a matrix still receive their inputs while they are masked; a unit whose own inputs are masked can't be measured.</summary>
    public override bool LetsReturn => Groups.All(group => group.Parts.Count == 1);

    /// <inheritdoc/>
    public override void BeforeRenewal(StepPosition position)
    {
        var before = _layers.Values.Distinct().ToDictionary(layer => layer, layer => layer.InputParametrization);
        foreach (var (group, layer) in _layers)
        {
            _moments[group] = new InputMoments(layer.InputParametrization, group.Parts[^1].Grid);
            layer.InputParametrization = _moments[group];
        }

        try
        {
            new SamplePass(_setting.Model, _setting.Environment, loss: null).Run(_setting.Rows, _rows, draw: (int)position.Step, static () => { });
        }
        finally
        {
            foreach (var (layer, parametrization) in before)
            {
                layer.InputParametrization = parametrization;
            }
        }
    }

    /// <inheritdoc/>
    public override double[] ScoresOf(UnitGroup group)
    {
        var scores = new double[group.Count];
        var (part, moments) = (group.Parts[^1], _moments[group]);
        part.Sum(scores, (row, columns) => moments.SumOfSquares(part.Weight.Value.RowSpan(row)[columns], columns.Start.Value));
        return scores;
    }
}
