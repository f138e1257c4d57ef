namespace MLNet.Compression.Training.Augmentation;

/// <summary>Asks one source after the other, each for the words that those before it have no candidates for.</summary>
internal sealed class FirstCandidates(IReadOnlyList<IWordCandidates> sources) : IWordCandidates
{
    public IReadOnlyList<IReadOnlyList<string>> CandidatesFor(string text, IReadOnlyList<TextWord> words, CancellationToken cancellationToken)
    {
        var candidates = new IReadOnlyList<string>[words.Count];
        Array.Fill(candidates, []);
        int[] open = [.. Enumerable.Range(0, words.Count)];
        foreach (var source in sources)
        {
            var found = source.CandidatesFor(text, [.. open.Select(word => words[word])], cancellationToken);
            for (var i = 0; i < open.Length; i++)
            {
                candidates[open[i]] = found[i];
            }

            open = [.. open.Where(word => candidates[word].Count == 0)];
        }

        return candidates;
    }
}
