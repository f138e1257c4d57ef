using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Runtime.Tokenization.Reduction;

namespace MLNet.Compression.Runtime.Tests.Tokenization.Reduction;

[TestFixture]
internal sealed class VocabularyCutTests
{
    private static readonly string[] _texts = [.. TokenizerGolden.Lines("bert-base-uncased.jsonl").Select(line => line.Text("text"))];

    /// <summary>Every text whose pieces are kept is split as before; each other one is split, and into kept pieces.</summary>
    [TestCase(3_000)]
    [TestCase(12_000)]
    public void Encode_TextsOfKeptPieces_AreSplitAsBefore(int pieces)
    {
        var old = new BertTokenizer(TokenizerGolden.Tokenizer("bert-base-uncased").Vocabulary);
        var cut = new VocabularyCut(old, new PieceChoice(old).ByNumber(pieces, PieceTally.Of(old, _texts.Take(_texts.Length / 2), default)));

        var kept = cut.Rows.ToHashSet();
        var changed = 0;
        foreach (var text in _texts)
        {
            var (before, after) = (Ids(old, text), Ids(cut.Tokenizer, text));
            int[] inOld = [.. after.Select(id => cut.Rows[id])];
            if (before.All(kept.Contains) && !before.Contains(old.Vocabulary.UnknownId))
            {
                Assert.That(inOld, Is.EqualTo(before), text);
            }

            changed += before.SequenceEqual(inOld) ? 0 : 1;
        }

        Assert.That(changed, Is.InRange(1, _texts.Length - 1));
        var report = cut.Measure(old, _texts, default);
        var tokens = _texts.SelectMany(text => Ids(old, text)).ToArray();
        Assert.That(report, Is.EqualTo(new VocabularyReport(30_522, pieces, (double)tokens.Count(kept.Contains) / tokens.Length, _texts.Length, (double)changed / _texts.Length)));
    }

    [Test]
    public void Tokenizer_AddedTokens_AreStillFound()
    {
        var extras = new VocabularyExtras { AddedTokens = [new AddedToken("<user>", 9, IsSpecial: false), new AddedToken("ab", 7, IsSpecial: false)] };
        var vocabulary = Vocabulary.TryCreate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##b", "ba", "ab"], out _, extras)!;
        var old = new BertTokenizer(vocabulary);

        var cut = new VocabularyCut(old, new PieceChoice(old).ByNumber(8, PieceTally.Of(old, [], default)));

        Assert.That(cut.Rows, Is.EqualTo((int[])[0, 1, 2, 3, 4, 5, 7, 9]));
        Assert.That(Ids(cut.Tokenizer, "a<user>ab").Select(id => cut.Rows[id]), Is.EqualTo(Ids(old, "a<user>ab")));
        Assert.That(cut.Tokenizer.Vocabulary.Tokens, Is.EqualTo((string[])["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##b", "ab", "<user>"]));
    }

    [Test]
    public void Tokenizer_PieceThatIsThereTwice_KeepsItsLastPlace()
    {
        var old = new BertTokenizer(Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "ab", "##b", "a", "ab"]));

        var cut = new VocabularyCut(old, new PieceChoice(old).ByNumber(100, PieceTally.Of(old, ["a"], default)));

        Assert.That(cut.Rows, Is.EqualTo((int[])[0, 1, 2, 3, 6, 7, 8]));
    }

    [Test]
    public void Measure_Cancelled_Stops()
    {
        var old = TokenizerGolden.Tokenizer("bert-base-uncased");
        var cut = new VocabularyCut(old, new PieceChoice(old).ByNumber(3_000, PieceTally.Of(old, ["a"], default)));

        Assert.That(() => cut.Measure(old, ["a"], new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());
    }

    private static int[] Ids(BertTokenizer tokenizer, string text)
    {
        var batch = new TokenBatch();
        tokenizer.AddTo(batch, text, int.MaxValue);
        return batch.Ids[1..^1].ToArray();
    }
}
