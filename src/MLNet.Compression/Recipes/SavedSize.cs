using Microsoft.ML;
using MLNet.Compression.Stages;

namespace MLNet.Compression.Recipes;

/// <summary>The size of a model as ML.NET saves it, compared with what a recipe allows.</summary>
internal static class SavedSize
{
    /// <summary>The state as it is, or where its model would be too large when saved, with shorter reports of its stages.</summary>
    /// <param name="state">What the last stage left.</param>
    /// <param name="limit">The most bytes; null for no limit.</param>
    /// <exception cref="InvalidOperationException">The model is too large without the reports, too.</exception>
    public static StageState Keep(StageState state, long? limit)
    {
        if (limit is null || Of(state) <= limit)
        {
            return state;
        }

        var shorter = state with { Stages = [.. state.Stages.Select(Shortened)] };
        return Of(shorter) is var bytes && bytes <= limit ? shorter : throw new InvalidOperationException(FormattableString.Invariant(
            $"The model has {bytes:N0} bytes when saved, but {limit:N0} are allowed: its pruning left more than was expected. Allow more, or ask for a larger sparsity."));
    }

    private static long Of(StageState state)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(new QuantizationTransformer(state.ToParts()), inputSchema: null, stream);
        return stream.Length;
    }

    private static StageReport Shortened(StageReport stage) => stage with
    {
        Curve = null,
        Settings = [],
        Details = null,
        Result = stage.Result is { } result ? result with { Confusion = null } : null,
    };
}
