using System.Globalization;

namespace MLNet.Compression.Training.Robustness;

/// <summary>Capitals.</summary>
internal static class WordCase
{
    /// <summary>A word with the capitals of the one whose place it takes: none, the first letter, or all.</summary>
    public static string Like(string word, string model)
    {
        var isCapital = model.Any(char.IsUpper) && !model.Any(char.IsLower);
        return isCapital && model.Length > 1 ? word.ToUpperInvariant()
            : char.IsUpper(model[0]) ? string.Concat(word[..1].ToUpper(CultureInfo.InvariantCulture), word[1..])
            : word;
    }
}
