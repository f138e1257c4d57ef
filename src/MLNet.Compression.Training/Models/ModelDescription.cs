using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Models;

/// <summary>A model as a short text that is another for every other model.</summary>
internal static class ModelDescription
{
    /// <summary>Of a model by itself.</summary>
    public static string Of(TextModel model) => Of(model, new ModelState(model, []));

    /// <summary>Weights, parametrisations with their states, and what the same weights could be used for otherwise.</summary>
    /// <param name="model">The model.</param>
    /// <param name="state">All of the model, and beside it, that counts.</param>
    public static string Of(TextModel model, ModelState state)
    {
        var shape = model.Shape with
        {
            AttentionOfLayer = [.. Enumerable.Range(0, model.Shape.Layers.Length).Select(model.Shape.AttentionSource)],
            FeedForwardOfLayer = [.. Enumerable.Range(0, model.Shape.Layers.Length).Select(model.Shape.FeedForwardSource)],
        };
        var kinds = state.Parametrizations.CountBy(parametrization => parametrization.GetType().Name).Select(kind => $", {kind.Value} x {kind.Key}");
        return $"weights {StateHash.Of(state)} of {model.HeadKind} {OptionValues.Text(shape)}{string.Concat(kinds)}";
    }
}
