using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Training.Data;

/// <summary>Rows whose words have labels.</summary>
internal sealed partial class TextDataset
{
    private readonly TokenizedText _tokens = new();

    /// <summary>The labels of all tokens that have one, in their order.</summary>
    /// <exception cref="InvalidOperationException">The rows have no labels of tokens but another target.</exception>
    public ReadOnlySpan<int> KnownTokenLabels => Rows<int[]>(TokenTargets.Plural).ToArray().SelectMany(row => row).Where(label => label != TokenTargets.None).ToArray();

    /// <summary>Appends a row whose words belong to classes: the first piece of a word has its label, all other tokens don't count (Devlin et al. 2019, section 5.3).</summary>
    /// <param name="text">The text; tokens beyond the most are cut off, and with them the labels of words that begin there.</param>
    /// <param name="words">Its words, each with a label or <see cref="TokenTargets.None"/>.</param>
    /// <exception cref="ArgumentException">There are not as many labels as words.</exception>
    /// <exception cref="InvalidOperationException">The rows so far have another target.</exception>
    public void Add(ReadOnlyMemory<char> text, WordLabels words)
    {
        if (words.Labels.Length != words.Words.Length)
        {
            throw new ArgumentException($"{words.Labels.Length} labels for {words.Words.Length} words.", nameof(words));
        }

        _scratch.Clear();
        _tokenizer.Encode(text.Span, _tokens);
        var cut = _tokenizer.AddTo(_scratch, _tokens, _maxTokens);
        var start = _tokenizer.Options.TruncateLeft ? cut : 0;
        AddTokenLabels(LabelsOf(words, start, kept: _tokens.Count - cut));
        AddCut(cut);
        AddTokens(_scratch.Ids, _scratch.TokenTypes);
    }

    /// <summary>The labels of [CLS], the kept tokens and [SEP].</summary>
    private int[] LabelsOf(WordLabels words, int start, int kept)
    {
        var labels = new int[kept + 2];
        labels.AsSpan().Fill(TokenTargets.None);
        foreach (var (piece, label) in FirstPieces.Of(_tokens.Tokens, words.Words).Zip(words.Labels))
        {
            if (piece >= start && piece < start + kept)
            {
                labels[piece - start + 1] = label;
            }
        }

        return labels;
    }
}
