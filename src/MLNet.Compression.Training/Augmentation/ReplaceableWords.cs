using System.Collections.Frozen;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>Finds the words of a text that may be replaced: those of the letters a to z alone that are no stop words (Jiao et al. 2020).</summary>
/// <remarks>
/// A word ends where BERT's tokenizer ends it: at white space and punctuation, so that <c>don't</c> is the words <c>don</c> and <c>t</c>. Letters
/// may be large or small: TinyBERT's code sees texts that its tokenizer folded before. What is glued to other letters, digits or marks is no word.
/// </remarks>
internal sealed class ReplaceableWords
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _stopWords;

    /// <param name="stopWords">Words to leave alone, in any case of letters; null for those of English.</param>
    public ReplaceableWords(IEnumerable<string>? stopWords = null) =>
        _stopWords = (stopWords ?? EnglishStopWords.All).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a text is a word of the letters a to z, large or small.</summary>
    public static bool IsWord(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Letters);

    /// <summary>The words that may be replaced, first to last.</summary>
    public IReadOnlyList<TextWord> In(string text)
    {
        var words = new List<TextWord>();
        for (var start = 0; start < text.Length;)
        {
            var end = EndOf(text, start);
            var word = new TextWord(start, end);
            if (IsWord(word.In(text)) && !_stopWords.Contains(word.In(text)))
            {
                words.Add(word);
            }

            start = Math.Max(end, start + 1);
        }

        return words;
    }

    private static System.Buffers.SearchValues<char> Letters { get; } =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static int EndOf(string text, int start)
    {
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && !char.IsPunctuation(text[end]) && !IsAsciiSymbol(text[end]))
        {
            end++;
        }

        return end;
    }

    // BERT takes them for punctuation.
    private static bool IsAsciiSymbol(char c) => char.IsAscii(c) && char.IsSymbol(c);
}
