using MLNet.Compression.Runtime.Tokenization.Unigrams;

namespace MLNet.Compression;

/// <summary>The tokenizer of ALBERT, XLM-R and their kin: SentencePiece with a unigram language model. Immutable and safe for several threads.</summary>
/// <remarks>
/// Pieces are those of SentencePiece itself, whose white space at the ends of a text, and where there is more than one, counts for nothing.
/// The offsets of a token leave out the space before its word, which is ▁ in its piece; ▁ alone stands for the space, or at the start of a text for its first character. A lone UTF-16 surrogate
/// counts as U+FFFD. Made by <see cref="TextTokenizer.Load"/>.
/// Source: Kudo, "Subword Regularization", 2018; Kudo and Richardson, "SentencePiece", 2018.
/// </remarks>
public sealed partial class UnigramTokenizer : TextTokenizer
{
    private readonly UnigramModel _model;

    /// <exception cref="ArgumentException">Vocabulary or options do not fit.</exception>
    internal UnigramTokenizer(Vocabulary vocabulary, TokenizerOptions options, UnigramModel model)
        : base(vocabulary, options, model)
    {
        model.Check(vocabulary, options);
        _model = model;
    }

    private protected override void EncodePlain<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink)
    {
        var (normalizer, path) = (UnigramText.Current, BestPath.Current);
        normalizer.Load(text, start, end, _model, Options);
        var normalized = normalizer.Normalized;
        for (var word = 0; word < normalized.Length;)
        {
            var next = normalized.Bytes[(word + 1)..].IndexOf(UnigramText.Space);
            var length = next < 0 ? normalized.Length - word : next + 1;
            path.Split(Vocabulary, _model, normalized, word, length, ref sink);
            word += length;
        }
    }
}
