using MLNet.Compression.Data;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Outcomes;

/// <summary>The data given to Fit, read and checked.</summary>
/// <param name="Texts">The rows that have a label; there is something to learn from them.</param>
/// <param name="Outcome">What is to be predicted.</param>
internal sealed record TrainingRows(LabeledTexts Texts, Outcome Outcome)
{
    /// <summary>The rows as stages behind the first read them; these, unless labels are for the first alone.</summary>
    public TrainingRows Behind
    {
        get => field ?? this;
        init;
    }

    /// <summary>What is learnt from, as tokens: the rows that have a label, or all of an outcome without labels.</summary>
    public TextDataset Tokenize(TextTokenizer tokenizer, int maxTokens, CancellationToken cancellationToken) => Outcome.Kind.HasLabels
        ? Texts.Tokenize(tokenizer, maxTokens, cancellationToken)
        : Texts.TokenizeUnlabeled(tokenizer, maxTokens, cancellationToken);
}
