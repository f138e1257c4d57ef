using System.Text;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>A text and what may replace its words.</summary>
/// <param name="text">The text.</param>
/// <param name="words">The words that may be replaced.</param>
/// <param name="candidates">For each word what may stand for it.</param>
/// <param name="probability">How probably a word that has candidates is replaced.</param>
/// <param name="seed">What the draws depend on, beside the pass.</param>
internal sealed class VariedText(string text, IReadOnlyList<TextWord> words, IReadOnlyList<IReadOnlyList<string>> candidates, double probability, ulong seed)
{
    /// <summary>The text as it was.</summary>
    public string Original => text;

    /// <summary>The text after one pass over its words.</summary>
    public string Vary(int pass)
    {
        var random = new SeededRandom(seed, (ulong)pass);
        var varied = new StringBuilder();
        var copied = 0;
        for (var word = 0; word < words.Count; word++)
        {
            if (candidates[word].Count > 0 && random.NextDouble() < probability)
            {
                varied.Append(text, copied, words[word].Start - copied).Append(candidates[word][random.NextInt(candidates[word].Count)]);
                copied = words[word].End;
            }
        }

        return varied.Append(text, copied, text.Length - copied).ToString();
    }
}
