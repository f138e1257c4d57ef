namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>Tokens a second of the tokenizer and of plain dictionary look-ups, on one thread, on the same texts.</summary>
internal sealed class TokenizerBench(Vocabulary vocabulary, double seconds)
{
    private readonly BertTokenizer _tokenizer = new(vocabulary);
    private readonly DictionaryTokenizer _plain = new(vocabulary);
    private readonly TokenBatch _batch = new();
    private readonly List<int> _ids = [];

    /// <summary>Pieces a second, [CLS] and [SEP] not counted, and their number.</summary>
    /// <exception cref="InvalidOperationException">The two disagree.</exception>
    public (double TokensPerSecond, double Plain, int Tokens) Measure(IReadOnlyList<string> texts)
    {
        var tokens = texts.Sum(RequireSameIds);
        var times = Passes.Measure(seconds, () => Run(texts), () => RunPlain(texts));
        return (tokens / times[0].Median * 1e3, tokens / times[1].Median * 1e3, tokens);
    }

    private int RequireSameIds(string text)
    {
        Run([text]);
        RunPlain([text]);
        return _batch.Ids[1..^1].SequenceEqual(_ids.ToArray())
            ? _ids.Count
            : throw new InvalidOperationException($"The tokenizers disagree on: {text}");
    }

    private void Run(IReadOnlyList<string> texts)
    {
        _batch.Clear();
        foreach (var text in texts)
        {
            _tokenizer.AddTo(_batch, text, int.MaxValue);
        }
    }

    private void RunPlain(IReadOnlyList<string> texts)
    {
        _ids.Clear();
        foreach (var text in texts)
        {
            _plain.AddTo(_ids, text);
        }
    }
}
