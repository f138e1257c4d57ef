using Microsoft.ML;
using MLNet.Compression.Logging;
using MLNet.Compression.Stages;

namespace MLNet.Compression.Recipes;

/// <summary>The size of a model as ML.NET saves it, which a recipe keeps for sure: where the model came out larger than was foreseen, its rarest pieces go.</summary>
/// <param name="limit">The most bytes; null for no limit.</param>
/// <param name="student">What was known of the student.</param>
internal sealed class SavedSize(long? limit, StageModel student)
{
    private const int MostCuts = 4;

    /// <summary>The state as it is, with shorter reports of its stages, or with fewer pieces.</summary>
    /// <param name="state">What the last stage left.</param>
    /// <param name="input">The training data.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="InvalidOperationException">The model is too large whatever goes.</exception>
    public StageState Keep(StageState state, IDataView input, CancellationToken cancellationToken)
    {
        if (limit is not { } most || Of(state) <= most)
        {
            return state;
        }

        var shorter = state with { Stages = [.. state.Stages.Select(Shortened)] };
        var kept = shorter;
        for (var cut = 1; cut <= MostCuts && Of(kept) > most && shorter.Model.Tokenizer is BertTokenizer; cut++)
        {
            var vocabulary = shorter.Model.Tokenizer.Vocabulary.Count;
            var pieces = (int)(vocabulary * (1 - (cut * cut * 2.0 * (Of(shorter) - most) / Of(shorter))));
            kept = Reduced(shorter, pieces, input, cancellationToken);
        }

        return Of(kept) is var bytes && bytes <= most ? kept : throw new InvalidOperationException(FormattableString.Invariant(
            $"The model has {bytes:N0} bytes when saved, but {most:N0} are allowed: its pruning left more than was foreseen. Allow more, or ask for a larger sparsity."));
    }

    private StageState Reduced(StageState state, int pieces, IDataView input, CancellationToken cancellationToken)
    {
        using (var log = new StageLog(state.Host, listener: null))
        {
            log.Inform(FormattableString.Invariant($"recipe: the model came to {Of(state):N0} bytes, more than was foreseen; the rarest pieces go, down to {pieces:N0}"));
        }

        ITextModelStage reduction = new VocabularyReductionEstimator(new ReadyStage(state, student), new VocabularyReductionEstimator.Options { Pieces = Math.Max(1, pieces) });
        return reduction.FitStage(input, static _ => { }, cancellationToken);
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
