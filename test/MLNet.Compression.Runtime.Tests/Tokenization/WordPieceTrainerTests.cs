using MLNet.Compression.Runtime.Tests.Tokenization.Learning;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class WordPieceTrainerTests
{
    private static readonly string[] _special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    [Test]
    public void Train_RandomWords_EqualsCountingAnewForEveryMerge(
        [Values] MergeRule rule, [Values(1, 2)] int seed, [Values(3, 6, 20)] int letters, [Values(60, 1000)] int vocabularySize)
    {
        var random = new Random(seed);
        string[] words = [.. Enumerable.Range(0, 60).Select(_ =>
            string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => (char)('a' + random.Next(letters)))))];

        var vocabulary = WordPieceTrainer.Train(words, new WordPieceTrainerOptions { VocabularySize = vocabularySize, Rule = rule });

        Assert.That(vocabulary.Tokens, Is.EqualTo(NaiveWordPieceLearner.Learn(words, vocabularySize, rule)));
    }

    [Test]
    public void Train_Texts_AreNormalizedAndSplit()
    {
        var vocabulary = WordPieceTrainer.Train(["Éa, éa!", "EA\tea 中中"], vocabularySize: 100);

        Assert.That(vocabulary.Tokens, Is.EqualTo((string[])[.. _special, "!", ",", "a", "e", "中", "##a", "ea"]));
    }

    [Test]
    public void Train_TextsInAnotherOrder_GivesTheSameVocabulary()
    {
        string[] texts = [.. TokenizerGolden.Lines("bert-base-uncased.jsonl").Select(line => line.Text("text"))];

        var vocabulary = WordPieceTrainer.Train(texts, 1500);
        Array.Reverse(texts);

        Assert.That(WordPieceTrainer.Train(texts, 1500).Tokens, Is.EqualTo(vocabulary.Tokens));
        Assert.That(vocabulary.Count, Is.EqualTo(1500));
    }

    [Test]
    public void Train_PairsThatOccurOnce_AreNotMerged()
    {
        var vocabulary = WordPieceTrainer.Train(["ab cd"], vocabularySize: 100);

        Assert.That(vocabulary.Tokens, Is.EqualTo((string[])[.. _special, "a", "b", "c", "d", "##b", "##d"]));
    }

    [Test]
    public void Train_AlphabetThatDoesNotFit_KeepsItsMostFrequentCharacters()
    {
        var vocabulary = WordPieceTrainer.Train(["aa aa aa ab ab c"], vocabularySize: 7);

        Assert.That(vocabulary.Tokens, Is.EqualTo((string[])[.. _special, "a", "##a"]));
    }

    [Test]
    public void Train_SpecialTokensInTheText_CountAsTextOnlyWhereTheyAreNotRecognized()
    {
        string[] texts = ["[SEP] x [SEP] x"];

        var plain = WordPieceTrainer.Train(texts, 100);
        var recognized = WordPieceTrainer.Train(texts, 100, new TokenizerOptions { RecognizeSpecialTokens = true });

        Assert.That(plain.TryGetId("sep", out _), Is.True);
        Assert.That(recognized.Tokens, Is.EqualTo((string[])[.. _special, "x"]));
    }

    [Test]
    public void Train_WordsTooLongForTheTokenizer_TeachNothing()
    {
        var vocabulary = WordPieceTrainer.Train(["abcd abcd x"], 100, new TokenizerOptions { MaxWordLength = 3 });

        Assert.That(vocabulary.Tokens, Is.EqualTo((string[])[.. _special, "x"]));
    }

    [Test]
    public void Train_ReportsEveryPiece()
    {
        var reported = new List<int>();

        var vocabulary = WordPieceTrainer.Train(["hello hello"], 100, progress: new Recorder<int>(reported.Add));

        Assert.That(reported, Is.EqualTo(Enumerable.Range(vocabulary.Count - 3, 4)));
    }

    [Test]
    public void Train_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var progress = new Recorder<int>(_ => source.Cancel());

        Assert.That(() => WordPieceTrainer.Train(["hello hello"], 100, null, progress, source.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Train_BadArguments_AreRefused()
    {
        Assert.That(() => WordPieceTrainer.Train(["a"], 5), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => WordPieceTrainer.Train([" "], 50), Throws.ArgumentException);
        Assert.That(() => WordPieceTrainer.Train([null!], 50), Throws.ArgumentException);
    }

    /// <summary>In chunks or not, on one thread or several.</summary>
    [Test]
    public void Train_ManyTexts_GivesTheSameForAnyNumberOfThreads()
    {
        string[] texts = [.. RandomTexts(30_000)];
        Assert.That(texts.Sum(text => (long)text.Length), Is.GreaterThan(3 << 19), "several chunks");

        var one = WordPieceTrainer.Train(texts, new WordPieceTrainerOptions { VocabularySize = 300, Threads = 1 });
        var three = WordPieceTrainer.Train(texts, new WordPieceTrainerOptions { VocabularySize = 300, Threads = 3 });
        var joined = WordPieceTrainer.Train([string.Join('\n', texts)], new WordPieceTrainerOptions { VocabularySize = 300 });

        Assert.That(three.Tokens, Is.EqualTo(one.Tokens).And.EqualTo(joined.Tokens));
    }

    [Test]
    public void Train_MoreWordsThanMayBeKept_LeavesOutTheRarestAndSaysSo()
    {
        var texts = RandomTexts(30_000).Concat(Enumerable.Repeat("frequently used words", 300)).ToArray();
        WordPieceProgress last = default;
        var options = new WordPieceTrainerOptions { VocabularySize = 300, MostWords = 1_000, Threads = 2 };

        var vocabulary = WordPieceTrainer.Train(texts, options, new Recorder<WordPieceProgress>(progress => last = progress));

        Assert.That(last.Words, Is.InRange(1, 1_000));
        Assert.That(last.DroppedWords, Is.GreaterThan(1_000));
        Assert.That((last.Texts, last.Pieces), Is.EqualTo((30_300L, vocabulary.Count)));
        Assert.That((string[])["frequently", "used", "words"], Is.SubsetOf(vocabulary.Tokens));
        Assert.That(WordPieceTrainer.Train(texts, options with { Threads = 1 }).Tokens, Is.EqualTo(vocabulary.Tokens));
    }

    [Test]
    public void Train_OptionsOutOfRange_AreRefused()
    {
        WordPieceTrainerOptions[] bad =
        [
            new() { VocabularySize = 5 }, new() { MinFrequency = 0 }, new() { MostWords = 999 }, new() { Threads = -1 }, new() { Rule = (MergeRule)7 },
        ];

        Assert.That(bad.Select(options => Assert.Catch(() => WordPieceTrainer.Train(["aa"], options))), Is.All.InstanceOf<ArgumentException>());
    }

    private static IEnumerable<string> RandomTexts(int count)
    {
        var random = new Random(3);
        return Enumerable.Range(0, count).Select(_ => string.Join(' ', Enumerable.Range(0, 10).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)('a' + random.Next(5)))))));
    }

    private sealed class Recorder<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
