using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

/// <summary>A model whose forward pass rounds weights and activations as the scorer will, until it is disposed.</summary>
/// <remarks>
/// The weights stay fp32 underneath. What is zero stays zero. The last layer, which gives the outputs, has few weights that matter
/// much: it is always rounded to int8.
/// </remarks>
internal sealed class RoundedModel : IDisposable
{
    private readonly Dictionary<Linear, BlockMask?> _masks;
    private readonly List<IStepCallback> _callbacks = [];

    private RoundedModel(TextModel model)
    {
        Model = model;
        _masks = model.Linears.ToDictionary(linear => linear, linear => BlockMask.OfZeros(linear.Weight));
    }

    /// <summary>The model.</summary>
    public TextModel Model { get; }

    /// <summary>What has to act between the steps of a training.</summary>
    public IReadOnlyList<IStepCallback> Callbacks => _callbacks;

    /// <summary>Lets a model round.</summary>
    /// <param name="model">The model, changed until the result is disposed.</param>
    /// <param name="matrices">How the weights of linear layers are rounded.</param>
    /// <param name="tables">How embeddings are rounded.</param>
    /// <param name="environment">Seed, threads, cancellation.</param>
    /// <param name="pieceCounts">How often each piece occurs; null where nobody knows.</param>
    /// <exception cref="ArgumentException">The word embeddings can't be rounded so.</exception>
    public static RoundedModel Of(TextModel model, WeightQuantizer matrices, WeightQuantizer tables, TrainingEnvironment environment, IReadOnlyList<long>? pieceCounts = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(environment);
        var (rounded, setting) = (new RoundedModel(model), new QuantizerSetting(environment));
        var last = model.Linears.Last();
        foreach (var linear in model.Linears)
        {
            rounded.Round(linear, ReferenceEquals(linear, last) ? WeightQuantizer.Int8 : matrices, setting);
        }

        var words = model.Encoder.Embeddings.Words;
        rounded.RoundWords(words, tables.Create(words, setting with { RowCounts = pieceCounts }), environment);
        foreach (var table in model.Encoder.Embeddings.Tables.Skip(1))
        {
            table.Add(tables.BesideWords.Create(table, setting));
        }

        return rounded;
    }

    /// <summary>Takes the rounding away; the weights are those that training left.</summary>
    public void Dispose()
    {
        foreach (var (linear, mask) in _masks)
        {
            linear.Weight.RemoveParametrizations();
            linear.InputParametrization = null;
            mask?.Bake(linear.Weight);
        }

        foreach (var table in Model.Encoder.Embeddings.Tables)
        {
            table.RemoveParametrizations();
        }
    }

    private void Round(Linear linear, WeightQuantizer quantizer, QuantizerSetting setting)
    {
        var mask = _masks[linear];
        if (mask is not null)
        {
            linear.Weight.Add(mask);
        }

        linear.Weight.Add(quantizer.Create(linear.Weight, setting with { KeepsZeros = mask is not null }));
        linear.InputParametrization = quantizer.Activations;
    }

    private void RoundWords(Parameter words, Parametrization rounding, TrainingEnvironment environment)
    {
        words.Add(rounding);
        if (rounding is ProductRows rows)
        {
            _callbacks.Add(new CodeRenewal(words, rows, environment.Workers));
        }
    }
}
