using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>A model of random weights with a vocabulary learnt from the training text.</summary>
/// <param name="Shape">Its size; null for the usual one.</param>
/// <param name="VocabularySize">The most pieces of its vocabulary where the shape says nothing of it.</param>
/// <param name="LowerCase">Whether it ignores the case of letters, and accents.</param>
/// <param name="MaxTokens">The longest text in tokens.</param>
internal sealed record NewModel(ModelShape? Shape, int VocabularySize, bool LowerCase, int MaxTokens)
{
    /// <summary>What is read of a text where not the pooler of BERT reads it; null, the default, for that.</summary>
    public PoolerKind? Pooler { get; init; }

    /// <summary>The most pieces of its vocabulary.</summary>
    private int MostPieces => Shape?.VocabularySize ?? VocabularySize;

    /// <param name="settings">Its sizes.</param>
    /// <param name="texts">The training text.</param>
    /// <param name="rows">Number of training rows.</param>
    /// <param name="outcome">What it will predict.</param>
    /// <param name="seed">The seed of the weights.</param>
    /// <param name="log">Is told of the work.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">All texts are empty.</exception>
    public static TextModel Create(
        NewModel settings, IEnumerable<string> texts, int rows, Outcome outcome, int seed, StageLog log, CancellationToken cancellationToken)
    {
        var tokenizerOptions = new TokenizerOptions { LowerCase = settings.LowerCase };
        if (texts.All(string.IsNullOrWhiteSpace))
        {
            throw new InvalidOperationException(
                $"All {rows} texts in column '{outcome.Columns.Text}' are empty, so there is nothing to learn a vocabulary from. Is it the right column?");
        }

        log.Inform("learning a vocabulary");
        var vocabulary = WordPieceTrainer.Train(texts, settings.MostPieces, tokenizerOptions, cancellationToken: cancellationToken);
        var size = settings.Shape ?? ModelShape.UsualFor(rows);
        var shape = size.FromScratch(vocabulary.Count, settings.MaxTokens);
        shape = settings.Pooler is { } pooler && !shape.IsStatic ? shape with { Pooler = pooler } : shape;
        return TextModelFactory.CreateRandom(shape, new BertTokenizer(vocabulary, tokenizerOptions), outcome.Labels, shape.MaxPositions, seed, outcome.Head);
    }
}
