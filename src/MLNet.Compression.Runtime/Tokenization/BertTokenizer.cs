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
public sealed partial class BertTokenizer
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
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        options ??= new TokenizerOptions();
        if (options.MaxWordLength is < 1 or > TokenizerOptions.MostMaxWordLength)
        {
            throw new ArgumentException(
                $"MaxWordLength is {options.MaxWordLength}; it must be 1 to {TokenizerOptions.MostMaxWordLength}.", nameof(options));
        }

        Vocabulary = vocabulary;
        Options = options;
        _encoder = new WordPieceEncoder(vocabulary, options);
        if (options.RecognizeSpecialTokens || !vocabulary.AddedTokens.IsEmpty)
        {
            var added = AddedTokens.In(vocabulary, options.RecognizeSpecialTokens);
            _addedTokens = new(() => AddedTokenFinder.Of(added.Where(token => !token.IsNormalized)));
            _normalizedTokens = new(() => NormalizedTokenEncoder.Of(added, vocabulary, options));
        }
    }

    /// <summary>The pieces.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>How text is normalised.</summary>
    public TokenizerOptions Options { get; }

    /// <summary>Splits a text into tokens with their offsets, without [CLS] and [SEP].</summary>
    /// <param name="text">The text.</param>
    /// <param name="destination">Is cleared, then gets the tokens.</param>
    public void Encode(ReadOnlySpan<char> text, TokenizedText destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        destination.Clear();
        var sink = new TokenizedTextSink(destination);
        Encode(text, ref sink);
    }

    /// <summary>Appends <c>[CLS] text [SEP]</c> to a batch, as one sequence of token type 0.</summary>
    /// <param name="batch">Gets the sequence.</param>
    /// <param name="text">The text.</param>
    /// <param name="maxTokens">Most tokens the sequence may have, with [CLS] and [SEP]; at least 2.</param>
    /// <returns>How many tokens were cut off: at the right, or with <see cref="TokenizerOptions.TruncateLeft"/> at the left.</returns>
    public int AddTo(TokenBatch batch, ReadOnlySpan<char> text, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 2);
        var ids = TokenizerScratch.Current.FirstIds;
        var count = Collect(text, ids, maxTokens - 2);
        Truncate(ids, maxTokens - 2);
        AddSequence(batch, ids, second: null);
        return count - ids.Count;
    }

    /// <summary>Appends <c>[CLS] text [SEP]</c> to a batch, as one sequence of token type 0: token <c>i</c> of what is kept of the text is token <c>i + 1</c> of it.</summary>
    /// <param name="batch">Gets the sequence.</param>
    /// <param name="text">A text split by <see cref="Encode(ReadOnlySpan{char}, TokenizedText)"/>, for callers that need the offsets too.</param>
    /// <param name="maxTokens">Most tokens the sequence may have, with [CLS] and [SEP]; at least 2.</param>
    /// <returns>How many tokens were cut off: at the right, or with <see cref="TokenizerOptions.TruncateLeft"/> at the left.</returns>
    public int AddTo(TokenBatch batch, TokenizedText text, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 2);
        var kept = Math.Min(text.Count, maxTokens - 2);
        AddStart(batch, Options.TruncateLeft ? text.Tokens[^kept..] : text.Tokens[..kept]);
        batch.EndSequence();
        return text.Count - kept;
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

    /// <returns>How many tokens the text has, of which as many as there may be are collected, or all where the first ones are to be cut off.</returns>
    private int Collect(ReadOnlySpan<char> text, IdBuffer ids, int limit)
    {
        ids.Clear();
        var sink = new IdSink(ids, Options.TruncateLeft ? int.MaxValue : limit);
        Encode(text, ref sink);
        return sink.Count;
    }

    private void Truncate(IdBuffer ids, int count)
    {
        if (Options.TruncateLeft)
        {
            ids.RemoveFirst(Math.Max(0, ids.Count - count));
        }
        else
        {
            ids.Truncate(count);
        }
    }

    private void AddStart(TokenBatch batch, ReadOnlySpan<TokenSpan> first)
    {
        batch.AddToken(Vocabulary.ClassificationId, 0);
        foreach (var token in first)
        {
            batch.AddToken(token.Id, 0);
        }

        batch.AddToken(Vocabulary.SeparatorId, 0);
    }

    private void AddSequence(TokenBatch batch, IdBuffer first, IdBuffer? second)
    {
        batch.AddToken(Vocabulary.ClassificationId, 0);
        batch.AddTokens(first.Ids, 0);
        batch.AddToken(Vocabulary.SeparatorId, 0);
        if (second is not null)
        {
            batch.AddTokens(second.Ids, 1);
            batch.AddToken(Vocabulary.SeparatorId, 1);
        }

        batch.EndSequence();
    }
}
