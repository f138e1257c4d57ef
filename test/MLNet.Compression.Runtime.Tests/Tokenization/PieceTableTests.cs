using System.Text;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>The tables that a vocabulary is looked up in.</summary>
[TestFixture]
internal sealed class PieceTableTests
{
    private static readonly string[] _special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];

    [Test]
    public void TryGetId_OfManyPieces_FindsEach()
    {
        var random = new Random(1);
        string[] tokens = [.. _special, "a", .. Enumerable.Range(0, 5_000).Select(i => $"{i}é\U0001F600{new string('x', random.Next(40))}")];
        var vocabulary = Vocabulary.FromTokens(tokens);

        Assert.That(tokens.Select(token => vocabulary.TryGetId(token, out var id) ? id : -1), Is.EqualTo(Enumerable.Range(0, tokens.Length)));
        Assert.That(vocabulary.Tokens, Is.EqualTo(tokens));
    }

    [TestCase("\ud800")]
    [TestCase("a\ud800")]
    [TestCase("[PAD]\udc00")]
    [TestCase("\ufffd")]
    public void TryGetId_OfNoPiece_FindsNothing(string token)
    {
        Assert.That(Vocabulary.FromTokens([.. _special, "", "a"]).TryGetId(token, out var id), Is.False);
        Assert.That(id, Is.Zero);
    }

    [Test]
    public void FromTokens_PieceAgainFarAway_HasItsLastPlace()
    {
        string[] tokens = [.. _special, .. Enumerable.Range(0, 3_000).Select(i => $"w{i}"), "w17"];

        var vocabulary = Vocabulary.FromTokens(tokens);

        Assert.That(vocabulary.TryGetId("w17", out var id), Is.True);
        Assert.That(id, Is.EqualTo(3004));
        Assert.That(vocabulary.Repeated, Is.EqualTo((21, 3004)));
    }

    [TestCase("[PAD]\n[UNK]\n[CLS]\n[SEP]\n\n", 5)]
    [TestCase("[PAD]\r[UNK]\r\n[CLS]\n[SEP]", 4)]
    [TestCase("\uFEFF[PAD]\n[UNK]\n[CLS]\n[SEP]\nend", 5)]
    public void Load_LineBreaksOfAllKinds_SeparatePieces(string text, int count)
    {
        using var folder = new TokenizerFolder();
        File.WriteAllBytes(folder.File("vocab.txt"), Encoding.UTF8.GetBytes(text));

        var vocabulary = Vocabulary.Load(folder.File("vocab.txt"));

        Assert.That(vocabulary.Count, Is.EqualTo(count));
        Assert.That(vocabulary.Tokens.Take(4), Is.EqualTo(_special));
        Assert.That(vocabulary.Tokens.Skip(4), Is.All.Matches<string>(piece => piece is "" or "end"));
    }

    [Test]
    public void Load_BytesThatAreNotUtf8_NamesTheLine()
    {
        using var folder = new TokenizerFolder();
        File.WriteAllBytes(folder.File("vocab.txt"), [.. "[PAD]\n[UNK]\n"u8, 0xC3, (byte)'\n', .. "[CLS]\n[SEP]\n"u8]);

        Assert.That(() => Vocabulary.Load(folder.File("vocab.txt")), Throws.Exception.With.Message.Contains("line 3"));
    }

    // More letters a piece than the trie makes room for at first.
    [Test]
    public void AddTo_PiecesOfManyLetters_AreFoundAndContinued()
    {
        var random = new Random(2);
        string[] words = [.. Enumerable.Range(0, 60).Select(_ => new string([.. Enumerable.Range(0, 40).Select(_ => (char)random.Next('a', 'z' + 1))]))];
        var tokenizer = new BertTokenizer(Vocabulary.FromTokens([.. _special, .. words, .. words.Select(word => "##" + word)]));
        var batch = new TokenBatch();

        for (var i = 0; i + 1 < words.Length; i++)
        {
            tokenizer.AddTo(batch, words[i] + words[i + 1], 8);
        }

        for (var i = 0; i + 1 < words.Length; i++)
        {
            Assert.That(batch.Ids.Slice(4 * i, 4).ToArray(), Is.EqualTo([2, 4 + i, 4 + words.Length + i + 1, 3]));
        }
    }
}
