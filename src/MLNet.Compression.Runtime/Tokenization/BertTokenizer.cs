using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Runtime.Tokenization.WordPiece;

namespace MLNet.Compression;

/// <summary>BERT's tokenizer: normalisation, splitting into words, WordPiece. Immutable and safe for several threads.</summary>
/// <remarks>
/// Ids and offsets agree with the published <c>bert-base-uncased</c> and <c>bert-base-cased</c> tokenizers, whose character classes follow
/// older Unicode versions than the runtime's. A lone UTF-16 surrogate, which those cannot express, counts as U+FFFD: cleaning drops it.
/// Source: Devlin et al., "BERT: Pre-training of Deep Bidirectional Transformers", 2019; Wu et al., "Google's Neural Machine Translation
/// System", 2016 (WordPiece).
/// </remarks>
public sealed partial class BertTokenizer : TextTokenizer
{
    private readonly WordPieceEncoder _encoder;

    // Null where there is nothing to find; made with the first text, as its tables are far larger than the tokens.
    private readonly Lazy<NormalizedTokenEncoder?>? _normalizedTokens;

    /// <summary>Makes a tokenizer.</summary>
    /// <param name="vocabulary">The pieces.</param>
    /// <param name="options">How text is normalised; null: the defaults of an uncased model.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public BertTokenizer(Vocabulary vocabulary, TokenizerOptions? options = null)
        : base(vocabulary ?? throw new ArgumentNullException(nameof(vocabulary)), options ??= new TokenizerOptions(), WordPieceModel.Instance)
    {
        if (options.MaxWordLength is < 1 or > TokenizerOptions.MostMaxWordLength)
        {
            throw new ArgumentException(
                $"MaxWordLength is {options.MaxWordLength}; it must be 1 to {TokenizerOptions.MostMaxWordLength}.", nameof(options));
        }

        _encoder = new WordPieceEncoder(vocabulary, options);
        if (options.RecognizeSpecialTokens || !vocabulary.AddedTokens.IsEmpty)
        {
            var added = AddedTokens.In(vocabulary, options.RecognizeSpecialTokens);
            _normalizedTokens = new(() => NormalizedTokenEncoder.Of(added, vocabulary, options));
        }
    }

    private protected override void EncodePlain<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink)
    {
        if (_normalizedTokens?.Value is { } normalized)
        {
            normalized.Encode(text, start, end, ref sink);
        }
        else
        {
            _encoder.Encode(text, start, end, ref sink);
        }
    }
}
