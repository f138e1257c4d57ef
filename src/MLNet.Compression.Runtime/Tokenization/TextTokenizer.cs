using System.Collections.Immutable;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression;

/// <summary>Turns texts into tokens and puts what the model wants around them. Immutable and safe for several threads.</summary>
/// <remarks>
/// What is called [CLS] and [SEP] here is what the model has in their places: <c>&lt;s></c> and <c>&lt;/s></c> in RoBERTa and XLM-R,
/// where two separators stand between the texts of a pair and all tokens are of type 0.
/// </remarks>
public abstract partial class TextTokenizer
{
    private readonly SequenceTemplate _template;

    // Null where there is nothing to find; made with the first text, as its tables are far larger than the tokens.
    private readonly Lazy<AddedTokenFinder?>? _addedTokens;

    private protected TextTokenizer(Vocabulary vocabulary, TokenizerOptions options, SubwordModel subwords)
    {
        Vocabulary = vocabulary;
        Options = options;
        Subwords = subwords;
        _template = subwords.Template;
        if (options.RecognizeSpecialTokens || !vocabulary.AddedTokens.IsEmpty)
        {
            _addedTokens = new(() => AddedTokenFinder.Of(AddedTokens.In(vocabulary, options.RecognizeSpecialTokens).Where(token => !token.IsNormalized || !subwords.Normalizes)));
        }
    }

    /// <summary>The pieces.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>How text is normalised.</summary>
    public TokenizerOptions Options { get; }

    /// <summary>What the user should know of the files that the tokenizer was read from, a sentence each.</summary>
    public ImmutableArray<string> Notes { get; internal init; } = [];

    /// <summary>What splits words into pieces.</summary>
    internal SubwordModel Subwords { get; }

    /// <summary>Special tokens of a sequence of two texts.</summary>
    internal int PairSpecialTokens => _template.PairTokens;

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
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, SequenceTemplate.SingleTokens);
        var ids = SequenceScratch.Current.FirstIds;
        var count = Collect(text, ids, maxTokens - SequenceTemplate.SingleTokens);
        Truncate(ids, maxTokens - SequenceTemplate.SingleTokens);
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
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, SequenceTemplate.SingleTokens);
        var kept = Math.Min(text.Count, maxTokens - SequenceTemplate.SingleTokens);
        AddStart(batch, Options.TruncateLeft ? text.Tokens[^kept..] : text.Tokens[..kept]);
        batch.EndSequence();
        return text.Count - kept;
    }

    /// <summary>Whether every text is split into the same tokens as by another tokenizer.</summary>
    internal bool SplitsLike(TextTokenizer other) => ReferenceEquals(this, other)
        || (Options == other.Options && Subwords.IsLike(other.Subwords) && Vocabulary.Tokens.SequenceEqual(other.Vocabulary.Tokens));

    /// <summary>This tokenizer, for what only WordPiece can do.</summary>
    /// <param name="what">What is to be done, such as "Reducing a vocabulary".</param>
    /// <exception cref="NotSupportedException">It is of another kind.</exception>
    internal BertTokenizer RequireWordPiece(string what) => this as BertTokenizer
        ?? throw new NotSupportedException($"{what} needs a WordPiece vocabulary, as BERT has it, but the model's tokenizer is of the kind {Subwords.Name}: leave it out, or start from a model of BERT's vocabulary.");

    /// <summary>Splits a part of a text that has no added tokens.</summary>
    /// <param name="text">The text that offsets refer to.</param>
    /// <param name="start">Where to start in it.</param>
    /// <param name="end">Where to stop.</param>
    /// <param name="sink">Gets the tokens.</param>
    private protected abstract void EncodePlain<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink)
        where TSink : struct, ITokenSink;

    private void Encode<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        var finder = _addedTokens?.Value;
        int start = 0, search = 0;
        while (finder is not null && finder.Find(text, start, ref search, out var added))
        {
            EncodePlain(text, start, added.Start, ref sink);
            sink.Add(added.Id, added.Start, added.End);
            start = added.End;
        }

        EncodePlain(text, start, text.Length, ref sink);
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

    /// <summary>Adds the separators that stand between two texts beside the one that ends the first.</summary>
    private void AddBetween(TokenBatch batch)
    {
        for (var i = 1; i < _template.Separators; i++)
        {
            batch.AddToken(Vocabulary.SeparatorId, 0);
        }
    }

    private void AddSequence(TokenBatch batch, IdBuffer first, IdBuffer? second)
    {
        batch.AddToken(Vocabulary.ClassificationId, 0);
        batch.AddTokens(first.Ids, 0);
        batch.AddToken(Vocabulary.SeparatorId, 0);
        if (second is not null)
        {
            AddBetween(batch);
            batch.AddTokens(second.Ids, _template.SecondType);
            batch.AddToken(Vocabulary.SeparatorId, _template.SecondType);
        }

        batch.EndSequence();
    }
}
