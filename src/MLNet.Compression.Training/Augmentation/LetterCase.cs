namespace MLNet.Compression.Training.Augmentation;

/// <summary>Small and capital letters of words that replace others.</summary>
internal static class LetterCase
{
    /// <summary>A word of small letters with capitals where the replaced one has them: all, or the first. One that has capitals already stays as it is.</summary>
    public static string Like(ReadOnlySpan<char> replaced, string word)
    {
        if (!char.IsAsciiLetterUpper(replaced[0]) || word.AsSpan().ContainsAnyInRange('A', 'Z'))
        {
            return word;
        }

        var isAllCapital = replaced.Length > 1 && !replaced.ContainsAnyInRange('a', 'z');
        return isAllCapital ? word.ToUpperInvariant() : string.Concat(char.ToUpperInvariant(word[0]).ToString(), word.AsSpan(1));
    }
}
