using System.Text;
using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Runtime.Tokenization.BytePairs;

namespace MLNet.Compression;

/// <summary>The tokenizer of RoBERTa and its kin: byte-level byte-pair encoding. Immutable and safe for several threads.</summary>
/// <remarks>
/// Ids agree with Hugging Face's <c>roberta-base</c> tokenizer; the offsets of a token leave out the space before its word, and those of a
/// part of a character are the whole character's. A lone UTF-16 surrogate counts as U+FFFD. The pieces of the vocabulary are spelt in
/// characters that stand for bytes: Ġ is the space. Made by <see cref="TextTokenizer.Load"/>.
/// Source: Radford et al., "Language Models are Unsupervised Multitask Learners", 2019; Liu et al., "RoBERTa", 2019.
/// </remarks>
public sealed partial class BytePairTokenizer : TextTokenizer
{
    private readonly MergeTable _table;
    private readonly bool _addsSpace;
    private readonly WordCache _words = new();

    /// <exception cref="ArgumentException">Vocabulary or options do not fit.</exception>
    internal BytePairTokenizer(Vocabulary vocabulary, TokenizerOptions options, BytePairModel model)
        : base(vocabulary, options, model)
    {
        model.Check(vocabulary, options);
        (_table, _addsSpace) = (model.Table, model.AddsSpace);
    }

    private protected override void EncodePlain<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink)
    {
        if (!_addsSpace || start == end || text[start] == ' ')
        {
            EncodeWords(text, start, end, ref sink);
            return;
        }

        var tokens = new TokenizedText();
        var spaced = new TokenizedTextSink(tokens);
        EncodeWords($" {text[start..end]}", 0, end - start + 1, ref spaced);

        // The space that is not there has the place of the first character.
        Rune.DecodeFromUtf16(text[start..end], out _, out var first);
        foreach (var token in tokens.Tokens)
        {
            sink.Add(token.Id, start + Math.Max(0, token.Start - 1), start + Math.Max(first, token.End - 1));
        }
    }

    private void EncodeWords<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        while (start < end)
        {
            var length = WordBreaks.FirstLength(text[start..end]);
            EncodeWord(text.Slice(start, length), start, ref sink);
            start += length;
        }
    }

    private void EncodeWord<TSink>(ReadOnlySpan<char> word, int start, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        if (word.Length > WordCache.MostLength)
        {
            ByteWord.Current.Split(_table, word, start, ref sink);
            return;
        }

        if (!_words.TryFind(word, out var pieces))
        {
            pieces = ByteWord.Current.Split(_table, word);
            _words.Add(word, pieces);
        }

        foreach (var piece in pieces)
        {
            sink.Add(piece.Id, start + piece.Start, start + piece.End);
        }
    }
}
