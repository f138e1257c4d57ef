namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>Sentences and short passages of paragraphs.</summary>
internal static class Passages
{
    private const int FewestWords = 3;
    private const int MostWords = 45;

    /// <summary>Cuts a paragraph into passages of whole sentences, the wanted length of each drawn anew so that short ones are as frequent as long ones.</summary>
    /// <param name="paragraph">The paragraph.</param>
    /// <param name="random">Draws lengths, evenly by their logarithm.</param>
    /// <returns>Passages of at least three words; a sentence that is longer than wanted is one, up to 45 words.</returns>
    public static IEnumerable<string> Of(string paragraph, Random random)
    {
        var (passage, wanted) = (new List<string>(), Wanted(random));
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            passage.Add(word);
            if ((passage.Count >= wanted && EndsSentence(word)) || passage.Count >= MostWords)
            {
                yield return string.Join(' ', passage);
                passage.Clear();
                wanted = Wanted(random);
            }
        }

        if (passage.Count >= FewestWords)
        {
            yield return string.Join(' ', passage);
        }
    }

    private static int Wanted(Random random) => (int)Math.Exp(double.Lerp(Math.Log(FewestWords), Math.Log(MostWords), random.NextDouble()));

    private static bool EndsSentence(string word) => word.TrimEnd('"', '\'', ')', '”', '’') is [.., '.' or '!' or '?' or ';' or ':'];
}
