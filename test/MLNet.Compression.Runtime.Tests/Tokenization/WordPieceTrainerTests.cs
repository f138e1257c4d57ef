using MLNet.Compression.Runtime.Tests.Tokenization.Learning;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class WordPieceTrainerTests
{
    private static readonly string[] _special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    [TestCase(1, 3, 40)]
    [TestCase(2, 3, 1000)]
    [TestCase(3, 6, 90)]
    [TestCase(4, 20, 120)]
    [TestCase(5, 2, 1000)]
    public void Train_RandomWords_EqualsCountingAnewForEveryMerge(int seed, int letters, int vocabularySize)
    {
        var random = new Random(seed);
        string[] words = [.. Enumerable.Range(0, 120).Select(_ =>
            string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => (char)('a' + random.Next(letters)))))];

        var vocabulary = WordPieceTrainer.Train(words, vocabularySize);

        Assert.That(vocabulary.Tokens, Is.EqualTo(NaiveWordPieceLearner.Learn(words, vocabularySize)));
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

        var vocabulary = WordPieceTrainer.Train(["hello hello"], 100, progress: new Recorder(reported.Add));

        Assert.That(reported, Is.EqualTo(Enumerable.Range(vocabulary.Count - 3, 4)));
    }

    [Test]
    public void Train_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var progress = new Recorder(_ => source.Cancel());

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

    private sealed class Recorder(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
