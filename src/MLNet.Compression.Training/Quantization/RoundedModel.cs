using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Quantization.Clips;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Quantization;

/// <summary>A model whose forward pass rounds weights and activations as the scorer will, until it is disposed.</summary>
/// <remarks>The weights stay fp32 underneath. What a mask removes, which has to be there before, stays zero and counts for no scale.</remarks>
internal sealed class RoundedModel : IDisposable
{
    private readonly List<(Parameter Weight, Parametrization Rounding)> _weights = [];
    private readonly List<(Linear Linear, Parametrization? Before)> _inputs = [];
    private readonly List<IStepCallback> _callbacks = [];

    private RoundedModel(TextModel model, QuantizationPlan plan) => (Model, Plan) = (model, plan);

    /// <summary>The model.</summary>
    public TextModel Model { get; }

    /// <summary>How each part is rounded.</summary>
    public QuantizationPlan Plan { get; }

    /// <summary>Lets a model round.</summary>
    /// <param name="model">The model, changed until the result is disposed.</param>
    /// <param name="plan">How each part is rounded.</param>
    /// <param name="environment">Seed, threads, cancellation.</param>
    /// <param name="pieceCounts">How often each piece occurs; null where nobody knows.</param>
    /// <param name="data">Rows that say which inputs layers have, where the plan clips them; null for none.</param>
    /// <param name="calibration">What weights of layers are rounded by; null for what is nearest to each.</param>
    /// <exception cref="ArgumentException">The model can't be rounded so.</exception>
    public static RoundedModel Of(
        TextModel model,
        QuantizationPlan plan,
        TrainingEnvironment environment,
        IReadOnlyList<long>? pieceCounts = null,
        TextDataset? data = null,
        CalibrationSample? calibration = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(environment);
        if (PlanCheck.FaultFor(plan, model.Shape) is { } fault)
        {
            throw new ArgumentException(fault, nameof(plan));
        }

        var rounded = new RoundedModel(model, plan);
        try
        {
            var setting = new QuantizerSetting(environment);
            rounded.AddTables(setting, pieceCounts);
            rounded.AddLayers(setting, data, calibration);
            rounded.AddVectors(setting);
            return rounded;
        }
        catch
        {
            rounded.Dispose();
            throw;
        }
    }

    /// <summary>A training that rounds so: with what has to act between its steps, with rates of what is learnt of the rounding, and known by the plan.</summary>
    /// <param name="training">The training.</param>
    /// <param name="options">Its options.</param>
    public TrainingPlan AddTo(TrainingPlan training, QuantizationOptions options) => training with
    {
        RateGroups = [.. training.RateGroups, .. RateGroupsOf(options)],
        Callbacks = [.. training.Callbacks, .. _callbacks],
        OptionValues = [.. training.OptionValues, .. OptionValues.Of(Plan).Select(part => KeyValuePair.Create($"{nameof(Plan)}.{part.Key}", part.Value))],
    };

    /// <summary>Splits the weights that are to be split, unless they are: see <see cref="QuantizationScheme.SplitBinary"/>.</summary>
    public void Split()
    {
        foreach (var (weight, rounding) in _weights)
        {
            (rounding as SplitBinaryWeights)?.Split(weight);
        }
    }

    /// <summary>Takes the rounding away, and nothing else; the weights are those that training left.</summary>
    public void Dispose()
    {
        foreach (var (weight, rounding) in _weights)
        {
            (rounding as SplitBinaryWeights)?.Join(weight);
            weight.Remove(rounding);
        }

        foreach (var (linear, before) in _inputs)
        {
            linear.InputParametrization = before;
        }
    }

    /// <summary>Learnt clips at their own rates: that of a weight's clip, which is a step times its largest integer, is by so much less that of the step.</summary>
    private IEnumerable<RateGroup> RateGroupsOf(QuantizationOptions options)
    {
        if (options.LearningRate is not > 0)
        {
            yield break;
        }

        var clips = _inputs.Select(input => input.Linear.InputParametrization).OfType<LearnedClip>().Select(clip => clip.Clip).ToArray();
        yield return new RateGroup(clips, options.InputClipLearningRate / options.LearningRate.Value);
        foreach (var steps in _weights.Select(weight => weight.Rounding).OfType<LearnedStep>().Where(_ => options.WeightClipLearningRate is not null))
        {
            yield return new RateGroup([steps.Step], options.WeightClipLearningRate!.Value / steps.Highest / options.LearningRate.Value);
        }
    }

    private void AddTables(QuantizerSetting setting, IReadOnlyList<long>? pieceCounts)
    {
        var words = Model.Encoder.Embeddings.Words;
        foreach (var (table, scheme) in PlannedParts.Tables(Model, Plan))
        {
            var rounding = scheme.Create(table, setting with { RowCounts = ReferenceEquals(table, words) ? pieceCounts : null });
            Add(table, rounding);
            if (rounding is ProductRows rows)
            {
                _callbacks.Add(new CodeRenewal(table, rows, setting.Workers));
            }
        }
    }

    private void AddLayers(QuantizerSetting setting, TextDataset? data, CalibrationSample? calibration)
    {
        var parts = PlannedParts.Linears(Model, Plan).ToArray();
        var clips = ClipPass.Run(
            Model, parts.Where(part => part.Scheme.InputClip is not null).ToDictionary(part => part.Linear, part => part.Scheme.InputClip!), data, setting.Environment);
        foreach (var (linear, scheme) in parts)
        {
            _inputs.Add((linear, linear.InputParametrization));
            linear.InputParametrization = clips.GetValueOrDefault(linear) ?? scheme.Activations;
        }

        if (calibration is not null)
        {
            var schemes = parts.ToDictionary(part => part.Linear, part => part.Scheme);
            var pass = new CalibrationPass(Model, calibration.Rows, setting.Environment);
            pass.Run(
                (linear, inputs) => Add(linear.Weight, CalibratedLayer.Round(linear, schemes[linear], inputs, calibration.Damping, setting.For(linear.Weight))),
                new PassMeter("quantise", pass.Steps, setting.Environment.Progress));
            return;
        }

        foreach (var (linear, scheme) in parts)
        {
            Add(linear.Weight, scheme.Create(linear.Weight, setting.For(linear.Weight)));
        }
    }

    private void AddVectors(QuantizerSetting setting)
    {
        if (Plan.BiasesAndNorms is { } scheme)
        {
            foreach (var vector in Model.Vectors)
            {
                Add(vector, scheme.Create(vector, setting));
            }
        }
    }

    private void Add(Parameter weight, Parametrization rounding)
    {
        weight.Add(rounding);
        _weights.Add((weight, rounding));
        if (rounding is ICurved { Curvature: { } curvature })
        {
            _callbacks.Add(new CurvatureFromMoments(weight, curvature));
        }
    }
}
