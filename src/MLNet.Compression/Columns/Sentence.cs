using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Columns;

/// <summary>A text and its words.</summary>
/// <param name="Text">The text; of words that came as such, these with spaces between.</param>
/// <param name="Words">Where its words stand in it.</param>
internal readonly record struct Sentence(string Text, WordSpan[] Words)
{
    /// <summary>A text whose words are what stands between white space.</summary>
    public static Sentence Of(ReadOnlyMemory<char> text) => new(text.ToString(), WordSpan.Split(text.Span));

    /// <summary>Words that came as such, whatever is in them.</summary>
    public static Sentence Of(IReadOnlyList<ReadOnlyMemory<char>> words)
    {
        var (spans, start) = (new List<WordSpan>(), 0);
        foreach (var word in words)
        {
            spans.Add(new WordSpan(start, word.Length));
            start += word.Length + 1;
        }

        return new(string.Join(' ', words), [.. spans]);
    }
}
