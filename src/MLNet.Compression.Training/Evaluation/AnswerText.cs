using System.Text;

namespace MLNet.Compression.Training.Evaluation;

/// <summary>What SQuAD 1.1's scoring (Rajpurkar et al. 2016) leaves of an answer: lower case, no ASCII punctuation, no articles, single spaces.</summary>
/// <remarks>
/// Words end where a character is no letter and no number; combining marks are neither, as for the Python original, so that of a
/// letter a with a separate accent the a is an article.
/// </remarks>
internal static class AnswerText
{
    private static readonly HashSet<string> _articles = ["a", "an", "the"];

    /// <summary>The normalised answer.</summary>
    public static string Normalize(string answer)
    {
        var kept = string.Concat(answer.ToLowerInvariant().Where(c => !(char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)))));
        return string.Join(' ', Words(WithoutArticles(kept)));
    }

    /// <summary>The words of a normalised answer.</summary>
    public static string[] Words(string text)
    {
        var spaced = string.Concat(text.Select(c => IsSpace(c) ? ' ' : c));
        return spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string WithoutArticles(string text)
    {
        var result = new StringBuilder();
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWord(rune))
            {
                word.Append(rune);
                continue;
            }

            Flush(word, result);
            result.Append(rune);
        }

        Flush(word, result);
        return result.ToString();
    }

    private static void Flush(StringBuilder word, StringBuilder result)
    {
        var text = word.ToString();
        result.Append(_articles.Contains(text) ? " " : text);
        word.Clear();
    }

    private static bool IsWord(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune);

    /// <summary>Python's white space: .NET's and the four information separators.</summary>
    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001c' and <= '\u001f';
}
