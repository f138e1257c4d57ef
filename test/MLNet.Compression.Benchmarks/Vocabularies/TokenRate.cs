namespace MLNet.Compression.Benchmarks.Vocabularies;

/// <summary>How many tokens texts are split into.</summary>
/// <param name="TokensPerWord">Tokens a word, punctuation marks counted as words.</param>
/// <param name="Unknown">Words that are [UNK], of a million.</param>
internal sealed record TokenRate(double TokensPerWord, double Unknown)
{
    public static TokenRate Of(Vocabulary vocabulary, IEnumerable<string> texts)
    {
        var (tokenizer, batch) = (new BertTokenizer(vocabulary), new TokenBatch());
        var continues = vocabulary.Tokens.Select(piece => piece.StartsWith("##", StringComparison.Ordinal) && piece.Length > 2).ToArray();
        long tokens = 0, words = 0, unknown = 0;
        foreach (var text in texts)
        {
            batch.Clear();
            tokenizer.AddTo(batch, text, int.MaxValue);
            foreach (var id in batch.Ids[1..^1])
            {
                tokens++;
                words += continues[id] ? 0 : 1;
                unknown += id == vocabulary.UnknownId ? 1 : 0;
            }
        }

        return new TokenRate((double)tokens / words, 1e6 * unknown / words);
    }
}
