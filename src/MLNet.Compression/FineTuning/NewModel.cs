using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>A model of random weights with a vocabulary learnt from the training text.</summary>
internal static class NewModel
{
    /// <exception cref="InvalidOperationException">All texts are empty.</exception>
    public static TextModel Create(
        TrainingRows rows, TextTrainerOptions options, int seed, StageLog log, CancellationToken cancellationToken)
    {
        var tokenizerOptions = new TokenizerOptions { LowerCase = options.LowerCase };
        if (rows.Texts.Texts.All(string.IsNullOrWhiteSpace))
        {
            throw new InvalidOperationException(
                $"All {rows.Texts.Count} texts in column '{options.Sentence1ColumnName}' are empty, so there is nothing to learn a vocabulary from. Is it the right column?");
        }

        log.Inform("learning a vocabulary");
        var vocabulary = WordPieceTrainer.Train(rows.Texts.Texts, options.VocabularySize, tokenizerOptions, cancellationToken: cancellationToken);
        var size = options.Shape ?? ModelShape.UsualFor(rows.Texts.Count);
        var shape = BertShape.Uniform(vocabulary.Count, size.Layers, size.HiddenSize, size.Heads, size.FeedForwardSize) with { MaxPositions = options.MaxTokens };
        return TextModelFactory.CreateRandom(shape, new BertTokenizer(vocabulary, tokenizerOptions), rows.Outcome.Labels, options.MaxTokens, seed, rows.Outcome.Head);
    }
}
