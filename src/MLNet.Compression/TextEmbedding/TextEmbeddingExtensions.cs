using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Scoring;

namespace MLNet.Compression;

/// <summary>The vectors of texts without a data view.</summary>
public static class TextEmbeddingExtensions
{
    /// <summary>The vector of a text.</summary>
    /// <param name="model">A fitted embedding model, or one that compares texts by their vectors, of whatever stage.</param>
    /// <param name="text">The text; null is a missing one, which counts as empty, as in a data view.</param>
    /// <exception cref="NotSupportedException">The model gives no vectors.</exception>
    public static float[] Embed(this TextModelTransformer model, string? text)
    {
        var scorer = ScorerOf(model);
        var vector = new float[scorer.Outputs];
        scorer.Score(text, pair: default, vector);
        return vector;
    }

    /// <summary>The vectors of several texts, computed together.</summary>
    /// <param name="model">A fitted embedding model, or one that compares texts by their vectors, of whatever stage.</param>
    /// <param name="texts">The texts; null is a missing one, which counts as empty.</param>
    /// <returns>For each text its vector.</returns>
    /// <exception cref="NotSupportedException">The model gives no vectors.</exception>
    /// <exception cref="OperationCanceledException">The MLContext was cancelled meanwhile.</exception>
    public static float[][] Embed(this TextModelTransformer model, IReadOnlyList<string?> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return ScorerOf(model).Score(texts, pairs: null, new RunningExecution(model.Host));
    }

    private static SentenceScorer ScorerOf(TextModelTransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Scorer as SentenceScorer ?? (model.Scorer as SimilarityScorer)?.Vectors
            ?? throw new NotSupportedException($"The model predicts {model.Outcome.Description}, and no vectors: make one of it with mlContext.Transforms.Text.TextEmbedding.");
    }
}
