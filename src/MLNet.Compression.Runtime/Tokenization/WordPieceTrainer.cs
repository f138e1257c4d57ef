using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Runtime.Tokenization.Learning;

namespace MLNet.Compression;

/// <summary>Learns a WordPiece vocabulary from text.</summary>
/// <remarks>
/// Words are normalised and split as <see cref="BertTokenizer"/> does it, and start as single characters, all but the first with <c>##</c>.
/// Then the best pair of neighbouring pieces, by a <see cref="MergeRule"/>, becomes a new piece, again and again. Differences to Hugging Face's
/// <c>WordPieceTrainer</c>, whose rule is <see cref="MergeRule.Frequency"/>: the same texts give the same vocabulary, whatever their order
/// (as long as no word is left out, see <see cref="WordPieceTrainerOptions.MostWords"/>); the size given is never exceeded, not even by the
/// alphabet; a word with a character outside the alphabet teaches nothing, as it would be [UNK]. Ties go to the pair whose pieces were learnt first.
/// </remarks>
public static class WordPieceTrainer
{
    private const int AlphabetLimit = 1000;

    /// <summary>Learns a vocabulary: [PAD], [UNK], [CLS], [SEP], [MASK], the alphabet, then pieces by falling frequency.</summary>
    /// <param name="texts">The texts; read once.</param>
    /// <param name="vocabularySize">
    /// Most pieces; fewer are learnt where no pair occurs twice. Of the alphabet, the 1000 most frequent characters at most are taken,
    /// and no more than fit.
    /// </param>
    /// <param name="options">How the tokenizer that will use the vocabulary normalises text; null: the defaults.</param>
    /// <param name="progress">Is told the number of pieces after each one learnt.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is not even room for the special tokens.</exception>
    /// <exception cref="ArgumentException">The texts hold no word, or one of them is null.</exception>
    public static Vocabulary Train(
        IEnumerable<string> texts, int vocabularySize, TokenizerOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default) =>
        Train(
            texts,
            new WordPieceTrainerOptions { VocabularySize = vocabularySize, Tokenizer = options ?? new TokenizerOptions() },
            progress is null ? null : new PieceProgress(progress),
            cancellationToken);

    /// <summary>Learns a vocabulary: [PAD], [UNK], [CLS], [SEP], [MASK], the alphabet, then pieces in the order in which they were merged.</summary>
    /// <param name="texts">The texts; read once, and not kept.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Is told of the texts read, from time to time, and of each piece learnt.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of range, the texts hold no word, or one of them is null.</exception>
    public static Vocabulary Train(
        IEnumerable<string> texts, WordPieceTrainerOptions options, IProgress<WordPieceProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var counter = new WordCounter(options);
        var words = counter.Count(texts, progress, cancellationToken);
        if (words.Count == 0)
        {
            throw new ArgumentException("The texts hold no word to learn from.", nameof(texts));
        }

        var pieces = new PieceList(SpecialTokens.All);
        var alphabet = new LearnerAlphabet(words, AlphabetLimit, options.VocabularySize - pieces.Count);
        alphabet.AddTo(pieces);
        var learner = new MergeLearner(pieces, Segmented(words.Where(alphabet.Covers), pieces), MergeScore.Of(options.Rule), options.MinFrequency);
        while (pieces.Count < options.VocabularySize && learner.MergeBestPair())
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new WordPieceProgress(counter.Texts, words.Count, counter.Dropped, pieces.Count));
        }

        return Vocabulary.FromTokens(pieces.Texts);
    }

    private static SegmentedWords Segmented(IEnumerable<CountedWord> words, PieceList alphabet)
    {
        var segmented = new SegmentedWords();
        foreach (var word in words)
        {
            segmented.Add(word, alphabet);
        }

        return segmented;
    }
}
