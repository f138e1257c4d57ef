using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Inference.Words;

/// <summary>Words of texts as tokens: a text of more tokens than a model reads in several sequences. Not safe for several threads.</summary>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="maxTokens">The most tokens of a sequence, with [CLS] and [SEP].</param>
internal sealed class WordBatch(TextTokenizer tokenizer, int maxTokens)
{
    private readonly TokenizedText _split = new();
    private readonly List<int> _places = [];

    /// <summary>All sequences.</summary>
    public TokenBatch Tokens { get; } = new();

    /// <summary>The first piece of each word, as a token of <see cref="Tokens"/>; <see cref="FirstPieces.None"/> for a word without any.</summary>
    public IReadOnlyList<int> Places => _places;

    public void Clear()
    {
        Tokens.Clear();
        _places.Clear();
    }

    /// <summary>Appends a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Its words, in its order.</param>
    public void Add(ReadOnlySpan<char> text, ReadOnlySpan<WordSpan> words)
    {
        tokenizer.Encode(text, _split);
        var (first, windows) = (Tokens.TokenCount, new OverlappingWindows(_split.Count, maxTokens - 2));
        for (var window = 0; window < windows.Count; window++)
        {
            AddSequence(_split.Tokens.Slice(windows.StartOf(window), windows.Length));
        }

        foreach (var piece in FirstPieces.Of(_split.Tokens, words))
        {
            var window = windows.Of(piece);
            _places.Add(piece == FirstPieces.None ? FirstPieces.None : first + (window * (windows.Length + 2)) + 1 + piece - windows.StartOf(window));
        }
    }

    private void AddSequence(ReadOnlySpan<TokenSpan> tokens)
    {
        Tokens.AddToken(tokenizer.Vocabulary.ClassificationId, 0);
        foreach (var token in tokens)
        {
            Tokens.AddToken(token.Id, 0);
        }

        Tokens.AddToken(tokenizer.Vocabulary.SeparatorId, 0);
        Tokens.EndSequence();
    }
}
