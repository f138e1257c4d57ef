using System.Text;

namespace MLNet.Compression.Training.Robustness;

/// <summary>A text as words and what is between them. Immutable.</summary>
/// <remarks>A word is a run of letters, marks and digits, with apostrophes and hyphens inside: what people would take for one, whatever the tokenizer makes of it.</remarks>
internal sealed class SplitText
{
    private readonly string[] _between;
    private readonly string[] _words;
    private string? _text;

    private SplitText(string[] between, string[] words) => (_between, _words) = (between, words);

    /// <summary>The words in their order.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Splits a text; together the parts are the text again.</summary>
    public static SplitText Of(string text)
    {
        var (between, words, end) = (new List<string>(), new List<string>(), 0);
        for (var start = 0; start < text.Length;)
        {
            var length = LengthOfWord(text, start);
            if (length == 0)
            {
                start++;
                continue;
            }

            between.Add(text[end..start]);
            words.Add(text.Substring(start, length));
            start = end = start + length;
        }

        return new SplitText([.. between, text[end..]], [.. words]);
    }

    /// <summary>Words that came as such, whatever is in them, with spaces between.</summary>
    public static SplitText OfWords(IReadOnlyList<string> words) =>
        new([.. Enumerable.Range(0, words.Count + 1).Select(place => place == 0 || place == words.Count ? "" : " ")], [.. words]);

    /// <summary>The text with another word in a place.</summary>
    public SplitText With(int place, string word)
    {
        var words = (string[])_words.Clone();
        words[place] = word;
        return new SplitText(_between, words);
    }

    /// <summary>The text without the word in a place, and without the space before it, or at the beginning the one behind it.</summary>
    public SplitText Without(int place)
    {
        var (before, behind) = (_between[place], _between[place + 1]);
        var joined = before.EndsWith(' ') ? before[..^1] + behind : place == 0 && behind.StartsWith(' ') ? before + behind[1..] : before + behind;
        return new SplitText([.. _between[..place], joined, .. _between[(place + 2)..]], [.. _words[..place], .. _words[(place + 1)..]]);
    }

    /// <summary>The words around a place, at most so many, with spaces between.</summary>
    public string Window(int place, int words)
    {
        var first = Math.Max(0, Math.Min(place - (words / 2), _words.Length - words));
        return string.Join(' ', _words.Skip(first).Take(words));
    }

    /// <summary>The text as a model sees it: words that were taken out, and are empty, leave no blanks.</summary>
    public string Shown()
    {
        var text = this;
        for (var place = _words.Length - 1; place >= 0; place--)
        {
            text = _words[place].Length == 0 ? text.Without(place) : text;
        }

        return text.ToString();
    }

    /// <summary>The whole text.</summary>
    public override string ToString()
    {
        if (_text is null)
        {
            var text = new StringBuilder();
            for (var word = 0; word < _words.Length; word++)
            {
                text.Append(_between[word]).Append(_words[word]);
            }

            _text = text.Append(_between[^1]).ToString();
        }

        return _text;
    }

    private static int LengthOfWord(string text, int start)
    {
        var end = start;
        while (end < text.Length && (IsOfWord(text[end]) || (end > start && end + 1 < text.Length && text[end] is '\'' or '’' or '-' && IsOfWord(text[end + 1]))))
        {
            end++;
        }

        return end - start;
    }

    private static bool IsOfWord(char character) =>
        char.IsLetterOrDigit(character) || char.IsSurrogate(character) || char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
