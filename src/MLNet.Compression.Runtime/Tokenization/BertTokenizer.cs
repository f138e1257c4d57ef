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

    // Null where there is nothing to find; made with the first text, as their tables are far larger than the tokens.
    private readonly Lazy<AddedTokenFinder?>? _addedTokens;
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
            _addedTokens = new(() => AddedTokenFinder.Of(added.Where(token => !token.IsNormalized)));
            _normalizedTokens = new(() => NormalizedTokenEncoder.Of(added, vocabulary, options));
        }
    }

    private void Encode<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        var finder = _addedTokens?.Value;
        int start = 0, search = 0;
        while (finder is not null && finder.Find(text, start, ref search, out var added))
        {
            EncodeText(text, start, added.Start, ref sink);
            sink.Add(added.Id, added.Start, added.End);
            start = added.End;
        }

        EncodeText(text, start, text.Length, ref sink);
    }

    private void EncodeText<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink)
        where TSink : struct, ITokenSink
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

    private protected override void Split(ReadOnlySpan<char> text, TokenizedText destination)
    {
        var sink = new TokenizedTextSink(destination);
        Encode(text, ref sink);
    }

    private protected override int Collect(ReadOnlySpan<char> text, IdBuffer ids, int limit)
    {
        ids.Clear();
        var sink = new IdSink(ids, Options.TruncateLeft ? int.MaxValue : limit);
        Encode(text, ref sink);
        return sink.Count;
    }
}
