using System.Text;

namespace MLNet.Compression.Benchmarks;

/// <summary>Makes text with word lengths and frequencies like those of real text: Zipf's law over made-up words.</summary>
internal static class BenchmarkTextMaker
{
    private const int DistinctWords = 20_000;

    private static readonly string[] _syllables =
        ["the", "a", "in", "to", "ment", "er", "con", "ra", "li", "est", "pro", "un", "ing", "so", "tra", "be", "mi", "de", "ver", "al"];

    public static string[] Make(BenchmarkText kind, int lines)
    {
        var random = new Random(1);
        string[] words = [.. Enumerable.Range(0, DistinctWords).Select(_ => MakeWord(random))];
        return [.. Enumerable.Range(0, lines).Select(_ => kind switch
        {
            BenchmarkText.ShortEnglish => MakeLine(random, words, 10, capitals: false, accents: false),
            BenchmarkText.RunningEnglish => MakeLine(random, words, 80, capitals: true, accents: false),
            BenchmarkText.Accented => MakeLine(random, words, 10, capitals: true, accents: true),
            _ => string.Concat(Enumerable.Range(0, 40).Select(_ => (char)(0x4E00 + Zipf(random, 3_000)))),
        })];
    }

    private static string MakeLine(Random random, string[] words, int length, bool capitals, bool accents)
    {
        var line = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            var word = words[Zipf(random, words.Length)];
            word = accents && i % 3 == 0 ? word.Replace('e', 'é') : word;
            word = capitals && i % 10 == 0 ? char.ToUpperInvariant(word[0]) + word[1..] : word;
            line.Append(word).Append(capitals && i % 10 == 9 ? ". " : " ");
        }

        return line.ToString();
    }

    private static string MakeWord(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => _syllables[random.Next(_syllables.Length)]));

    // The k-th most frequent of n occurs in proportion to 1 / k.
    private static int Zipf(Random random, int count) => (int)Math.Exp(random.NextDouble() * Math.Log(count));
}
