using BenchmarkDotNet.Attributes;

namespace MLNet.Compression.Benchmarks;

/// <summary>Text to packed token ids on one thread. Divide the number of characters by the time for a rate.</summary>
[MemoryDiagnoser]
public class TokenizerBenchmark
{
    private const int Lines = 2_000;
    private const int MaxTokens = 512;
    private const int VocabularySize = 8_000;

    private readonly TokenBatch _batch = new();
    private readonly TokenizedText _tokenized = new();
    private BertTokenizer _tokenizer = null!;
    private string[] _lines = [];

    /// <summary>What the lines are made of.</summary>
    [Params(BenchmarkText.ShortEnglish, BenchmarkText.RunningEnglish, BenchmarkText.Accented, BenchmarkText.Chinese)]
    public BenchmarkText Text { get; set; }

    /// <summary>Makes the lines and learns a vocabulary from half of them, so that words unknown to it occur.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _lines = BenchmarkTextMaker.Make(Text, Lines);
        _tokenizer = new BertTokenizer(WordPieceTrainer.Train(_lines.Take(Lines / 2), VocabularySize));
        var tokens = AddTo();
        Console.WriteLine($"// {_lines.Sum(line => line.Length)} characters, {tokens} tokens with [CLS] and [SEP]");
    }

    /// <summary>Ids only, as for scoring.</summary>
    [Benchmark(Baseline = true)]
    public int AddTo()
    {
        _batch.Clear();
        foreach (var line in _lines)
        {
            _tokenizer.AddTo(_batch, line, MaxTokens);
        }

        return _batch.TokenCount;
    }

    /// <summary>Ids and offsets.</summary>
    [Benchmark]
    public int Encode()
    {
        var tokens = 0;
        foreach (var line in _lines)
        {
            _tokenizer.Encode(line, _tokenized);
            tokens += _tokenized.Count;
        }

        return tokens;
    }
}
