using MLNet.Compression.Runtime.Kernels.Rows;
namespace MLNet.Compression.Training.Augmentation;

/// <summary>The pieces that a masked-LM finds most probable where a word stands (TinyBERT, Jiao et al. 2020, algorithm 1), for words that are one piece.</summary>
/// <remarks>
/// <para>The model reads <c>[CLS] text with the word behind [MASK] [SEP] text [SEP]</c> with token types 0 and 1, as in the authors' code: it
/// sees the word that it is to replace. From a text that does not fit twice it reads a window around the word, twice; the authors' code cuts
/// the second copy, and has no way for words behind the model's last position.</para>
/// <para>The authors' code takes the 15 most probable pieces of all and then leaves out those that begin with <c>##</c>: fewer remain, among them the
/// word itself, punctuation and numbers. Here they are the most probable ones among the pieces that are words of letters and not the word itself.</para>
/// </remarks>
internal sealed class MaskedLmCandidates : IWordCandidates
{
    // [CLS], and a [SEP] behind each copy.
    private const int SpecialTokens = 3;

    // Forward passes take about as many tokens, whatever the texts: the logits of a pass are tens of rows as wide as the vocabulary.
    private const int TokensPerPass = 2048;
    private const int WordsPerPass = 64;

    private readonly MaskedLanguageModel _model;
    private readonly int _most;
    private readonly int _window;
    private readonly bool[] _isWord;

    /// <param name="model">The masked-LM.</param>
    /// <param name="most">The most candidates of a word.</param>
    /// <param name="maxTokens">The longest sequence; the model may set a lower limit.</param>
    /// <exception cref="ArgumentException">No text has room in such sequences, or no piece of the vocabulary is a word.</exception>
    public MaskedLmCandidates(MaskedLanguageModel model, int most, int maxTokens)
    {
        _window = (Math.Min(maxTokens, model.MaxTokens) - SpecialTokens) / 2;
        if (_window < 1)
        {
            throw new ArgumentException($"The masked-LM reads at most {model.MaxTokens} tokens and may read {maxTokens}, but a word needs {SpecialTokens + 2}: once hidden, once shown, and special ones.", nameof(maxTokens));
        }

        (_model, _most) = (model, most);
        _isWord = [.. model.Tokenizer.Vocabulary.Tokens.Select(piece => ReplaceableWords.IsWord(piece))];
        if (!_isWord.Contains(true))
        {
            throw new ArgumentException("The vocabulary of the masked-LM has no piece that is a word of the letters a to z, so it can't propose any. Use word vectors instead.", nameof(model));
        }
    }

    public IReadOnlyList<IReadOnlyList<string>> CandidatesFor(string text, IReadOnlyList<TextWord> words, CancellationToken cancellationToken)
    {
        var candidates = new IReadOnlyList<string>[words.Count];
        Array.Fill(candidates, []);
        var tokens = new TokenizedText();
        _model.Tokenizer.Encode(text, tokens);
        var hidden = OnePieceWords(tokens, words);
        var perPass = Math.Clamp(TokensPerPass / (SpecialTokens + (2 * Math.Min(_window, Math.Max(1, tokens.Count)))), 1, WordsPerPass);
        foreach (var pass in hidden.Chunk(perPass))
        {
            Predict(pass, (place, pieces) => candidates[pass[place].Word] = [.. pieces.Select(piece => Spelt(text, words[pass[place].Word], piece))]);
        }

        return candidates;

        void Predict((int Word, int Token)[] pass, Action<int, int[]> take)
        {
            var (batch, places) = Mask(tokens, pass);
            _model.Predict(batch, places, (place, logits) => take(place, Best(logits, tokens[pass[place].Token].Id)), cancellationToken);
        }
    }

    private static List<(int Word, int Token)> OnePieceWords(TokenizedText tokens, IReadOnlyList<TextWord> words)
    {
        var found = new List<(int Word, int Token)>();
        var token = 0;
        for (var word = 0; word < words.Count; word++)
        {
            while (token < tokens.Count && tokens[token].Start < words[word].Start)
            {
                token++;
            }

            if (token < tokens.Count && tokens[token].Start == words[word].Start && tokens[token].End == words[word].End)
            {
                found.Add((word, token));
            }
        }

        return found;
    }

    /// <returns>A sequence for each word, and where in the batch it is hidden.</returns>
    private (TokenBatch Batch, int[] Places) Mask(TokenizedText tokens, (int Word, int Token)[] pass)
    {
        var (batch, places) = (new TokenBatch(), new int[pass.Length]);
        var vocabulary = _model.Tokenizer.Vocabulary;
        for (var i = 0; i < pass.Length; i++)
        {
            var length = Math.Min(tokens.Count, _window);
            var start = Math.Clamp(pass[i].Token - (length / 2), 0, tokens.Count - length);
            int[] ids = [.. tokens.Tokens.Slice(start, length).ToArray().Select(token => token.Id)];
            batch.AddToken(vocabulary.ClassificationId, 0);
            places[i] = batch.TokenCount + pass[i].Token - start;
            batch.AddTokens([.. ids.Select((id, place) => start + place == pass[i].Token ? _model.MaskId : id)], 0);
            batch.AddToken(vocabulary.SeparatorId, 0);
            batch.AddTokens([.. ids, vocabulary.SeparatorId], _model.SecondTokenType);
            batch.EndSequence();
        }

        return (batch, places);
    }

    private int[] Best(ReadOnlySpan<float> logits, int itself) =>
        TopValues.Places(logits[..Math.Min(logits.Length, _isWord.Length)], _most, piece => _isWord[piece] && piece != itself);

    private string Spelt(string text, TextWord word, int piece) => LetterCase.Like(word.In(text), _model.Tokenizer.Vocabulary[piece]);
}
