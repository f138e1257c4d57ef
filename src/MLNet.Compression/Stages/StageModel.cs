using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Stages;

/// <summary>What is known of the model that a stage will leave, before anything is trained.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Tokenizer">Its tokenizer.</param>
/// <param name="MaxTokens">The longest text that it reads.</param>
/// <param name="Rows">The data given to Fit, as it reads them.</param>
internal sealed record StageModel(BertShape Shape, TextTokenizer Tokenizer, int MaxTokens, TrainingRows Rows)
{
    /// <summary>Whether this model can read the rows as another one has them in tokens.</summary>
    public bool ReadsTokensOf(StageModel other) =>
        Rows.Outcome.Columns.Texts.SequenceEqual(other.Rows.Outcome.Columns.Texts)
        && MaxTokens >= other.MaxTokens
        && Tokenizer.SplitsLike(other.Tokenizer);
}
