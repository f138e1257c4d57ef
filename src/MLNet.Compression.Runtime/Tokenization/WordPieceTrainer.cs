using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Runtime.Tokenization.Learning;

namespace MLNet.Compression;

/// <summary>Learns a WordPiece vocabulary from text.</summary>
/// <remarks>
/// Words are normalised and split as <see cref="BertTokenizer"/> does it, and start as single characters, all but the first with <c>##</c>.
/// Then the most frequent pair of neighbouring pieces becomes a new piece, again and again: byte-pair encoding (Sennrich et al., 2016)
/// with WordPiece spelling, which is what Hugging Face's <c>WordPieceTrainer</c> does. (Schuster and Nakajima's original, 2012, picks pairs
/// by likelihood instead.) Differences to Hugging Face: the same texts give the same vocabulary, whatever their order; the size given is
/// never exceeded, not even by the alphabet; a word with a character outside the alphabet teaches nothing, as it would be [UNK].
/// Ties go to the pair whose pieces were learnt first.
/// </remarks>
public static class WordPieceTrainer
{
    private const int AlphabetLimit = 1000;
    private const int MinFrequency = 2;

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
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(vocabularySize, SpecialTokens.All.Length);
        var words = new WordCounter(options ?? new TokenizerOptions()).Count(texts, cancellationToken);
        if (words.Count == 0)
        {
            throw new ArgumentException("The texts hold no word to learn from.", nameof(texts));
        }

        var pieces = new PieceList(SpecialTokens.All);
        var alphabet = new LearnerAlphabet(words, AlphabetLimit, vocabularySize - pieces.Count);
        alphabet.AddTo(pieces);
        var learner = new MergeLearner(pieces, words.Where(alphabet.Covers), MinFrequency);
        while (pieces.Count < vocabularySize && learner.MergeMostFrequentPair())
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(pieces.Count);
        }

        return Vocabulary.FromTokens(pieces.Texts);
    }
}
