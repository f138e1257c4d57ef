using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Scoring;

/// <summary>What scores the rows of each kind of model.</summary>
internal static class RowScorers
{
    /// <summary>Kinds of heads whose results are no classes or numbers of whole texts. A new one is added here and nowhere else.</summary>
    private static readonly Dictionary<HeadKind, Func<Outcome, CompressedModel, int, IRowScorer>> _makers = new()
    {
        [HeadKind.Token] = (_, model, threads) => new WordScorer(model, threads),
        [HeadKind.Embedding] = (_, model, threads) => new SentenceScorer(model, threads),
        [HeadKind.UnitEmbedding] = (outcome, model, threads) => outcome is SimilarityOutcome pairs ? new SimilarityScorer(model, pairs.Range, threads) : new SentenceScorer(model, threads),
        [HeadKind.QuestionAnswering] = (outcome, model, threads) => new AnswerScorer(model, (AnswerOutcome)outcome, threads),
    };

    /// <param name="outcome">What the model predicts.</param>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads that share a batch; 0 for all processors.</param>
    public static IRowScorer Of(Outcome outcome, CompressedModel model, int threads) => _makers.TryGetValue(outcome.Head, out var make)
        ? make(outcome, model, threads)
        : new TextScorer(model, pairs: outcome.Columns.Pair is not null, threads);
}
