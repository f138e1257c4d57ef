namespace MLNet.Compression.Runtime.Tests.Tokenization.Learning;

/// <summary>Counts all pairs anew for every merge. ASCII words only.</summary>
internal static class NaiveWordPieceLearner
{
    public static List<string> Learn(IEnumerable<string> words, int vocabularySize)
    {
        List<List<string>> segmented = [.. words.Select(w => w.Select((c, i) => i == 0 ? $"{c}" : $"##{c}").ToList())];
        List<string> pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        pieces.AddRange(segmented.SelectMany(w => w).Select(p => p[^1..]).Distinct().Order(StringComparer.Ordinal));
        pieces.AddRange(segmented.SelectMany(w => w).Where(p => p.Length > 1).Distinct().Order(StringComparer.Ordinal));
        while (pieces.Count < vocabularySize)
        {
            var best = segmented.SelectMany(w => w.Zip(w.Skip(1))).GroupBy(p => p).Where(g => g.Count() >= 2)
                .OrderByDescending(g => g.Count()).ThenBy(g => pieces.IndexOf(g.Key.First)).ThenBy(g => pieces.IndexOf(g.Key.Second))
                .FirstOrDefault();
            if (best is null)
            {
                break;
            }

            (var left, var right) = best.Key;
            foreach (var word in segmented)
            {
                Merge(word, left, right);
            }

            if (!pieces.Contains(left + right[2..]))
            {
                pieces.Add(left + right[2..]);
            }
        }

        return pieces;
    }

    private static void Merge(List<string> word, string left, string right)
    {
        for (var i = 0; i + 1 < word.Count; i++)
        {
            if (word[i] == left && word[i + 1] == right)
            {
                word[i] = left + right[2..];
                word.RemoveAt(i + 1);
            }
        }
    }
}
