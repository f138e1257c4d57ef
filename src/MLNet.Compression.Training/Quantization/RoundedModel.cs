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

    private RoundedModel(TextModel model)
    {
        Model = model;
        _masks = model.Linears.ToDictionary(linear => linear, linear => BlockMask.OfZeros(linear.Weight));
    }

    /// <summary>The model.</summary>
    public TextModel Model { get; }

    /// <summary>Lets a model round.</summary>
    /// <param name="model">The model, changed until the result is disposed.</param>
    /// <param name="matrices">How the weights of linear layers are rounded.</param>
    /// <param name="tables">How embeddings are rounded.</param>
    /// <param name="environment">The threads to use.</param>
    public static RoundedModel Of(TextModel model, WeightQuantizer matrices, WeightQuantizer tables, TrainingEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(environment);
        var rounded = new RoundedModel(model);
        var last = model.Linears.Last();
        foreach (var linear in model.Linears)
        {
            rounded.Round(linear, ReferenceEquals(linear, last) ? WeightQuantizer.Int8 : matrices, environment);
        }

        foreach (var table in model.Encoder.Embeddings.Tables)
        {
            table.Add(tables.Create(table, keepsZeros: false, environment.Workers));
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

    private void Round(Linear linear, WeightQuantizer quantizer, TrainingEnvironment environment)
    {
        var mask = _masks[linear];
        if (mask is not null)
        {
            linear.Weight.Add(mask);
        }

        linear.Weight.Add(quantizer.Create(linear.Weight, keepsZeros: mask is not null, environment.Workers));
        linear.InputParametrization = quantizer.Activations;
    }
}
