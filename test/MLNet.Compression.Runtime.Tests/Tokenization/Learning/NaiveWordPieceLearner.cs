namespace MLNet.Compression.Runtime.Tests.Tokenization.Learning;

/// <summary>Counts all pairs and pieces anew for every merge. ASCII words only.</summary>
internal static class NaiveWordPieceLearner
{
    public static List<string> Learn(IEnumerable<string> words, int vocabularySize, MergeRule rule = MergeRule.Frequency)
    {
        List<List<string>> segmented = [.. words.Select(w => w.Select((c, i) => i == 0 ? $"{c}" : $"##{c}").ToList())];
        List<string> pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        pieces.AddRange(segmented.SelectMany(w => w).Select(p => p[^1..]).Distinct().Order(StringComparer.Ordinal));
        pieces.AddRange(segmented.SelectMany(w => w).Where(p => p.Length > 1).Distinct().Order(StringComparer.Ordinal));
        while (pieces.Count < vocabularySize)
        {
            var counts = segmented.SelectMany(w => w).CountBy(p => p).ToDictionary(c => c.Key, c => (double)c.Value);
            var best = segmented.SelectMany(w => w.Zip(w.Skip(1))).GroupBy(p => p).Where(g => g.Count() >= 2)
                .OrderByDescending(g => Score(rule, g.Key, g.Count(), counts)).ThenBy(g => pieces.IndexOf(g.Key.First)).ThenBy(g => pieces.IndexOf(g.Key.Second))
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

    private static double Score(MergeRule rule, (string Left, string Right) pair, int count, Dictionary<string, double> counts) => rule switch
    {
        MergeRule.Frequency => count,
        MergeRule.Association => count / (counts[pair.Left] * counts[pair.Right]),
        _ => Math.Round(LogLikelihood(After(pair, count, counts)) - LogLikelihood(counts), 6),
    };

    /// <summary>The counts of all pieces after a merge, as if no two places of the pair overlapped.</summary>
    private static Dictionary<string, double> After((string Left, string Right) pair, int count, Dictionary<string, double> counts)
    {
        var after = new Dictionary<string, double>(counts) { ["merged"] = count };
        after[pair.Left] -= count;
        after[pair.Right] -= count;
        return after;
    }

    private static double LogLikelihood(Dictionary<string, double> counts)
    {
        var total = counts.Values.Sum();
        return counts.Values.Where(c => c > 0).Sum(c => c * Math.Log(c)) - (total * Math.Log(total));
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
