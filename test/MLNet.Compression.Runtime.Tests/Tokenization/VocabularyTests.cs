namespace MLNet.Compression.Runtime.Tests.Tokenization;

[TestFixture]
internal sealed class VocabularyTests
{
    private static readonly string[] _special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];

    [Test]
    public void FromTokens_Tokens_GetTheirIndexAsId()
    {
        var vocabulary = Vocabulary.FromTokens(["x", "[SEP]", "[CLS]", "[PAD]", "[UNK]", "##x"]);

        Assert.That(vocabulary.Count, Is.EqualTo(6));
        Assert.That(vocabulary[5], Is.EqualTo("##x"));
        Assert.That(vocabulary.TryGetId("##x", out var id), Is.True);
        Assert.That(id, Is.EqualTo(5));
        Assert.That(vocabulary.TryGetId("y", out _), Is.False);
        Assert.That(
            new[] { vocabulary.SeparatorId, vocabulary.ClassificationId, vocabulary.PaddingId, vocabulary.UnknownId },
            Is.EqualTo([1, 2, 3, 4]));
        Assert.That(vocabulary.MaskId, Is.Null);
    }

    [TestCase("[PAD]")]
    [TestCase("[UNK]")]
    [TestCase("[CLS]")]
    [TestCase("[SEP]")]
    public void FromTokens_WithoutASpecialToken_NamesIt(string missing)
    {
        Assert.That(() => Vocabulary.FromTokens([.. _special.Where(t => t != missing)]),
            Throws.ArgumentException.With.Message.Contains(missing));
    }

    [Test]
    public void FromTokens_PieceTwice_HasItsLastPlaceAndShiftsNothing()
    {
        var vocabulary = Vocabulary.FromTokens([.. _special, "a", "", "a", "", "b", "##a", "##a", "[UNK]"]);
        var tokenizer = new BertTokenizer(vocabulary);
        var tokens = new TokenizedText();

        tokenizer.Encode("a b aa x", tokens);

        Assert.That(tokens.Tokens.ToArray().Select(token => token.Id), Is.EqualTo([6, 8, 6, 10, 11]));
        Assert.That(vocabulary.TryGetId("", out _), Is.False);
        Assert.That(vocabulary.Count, Is.EqualTo(12));
    }

    [TestCase(null)]
    [TestCase("a\nb")]
    [TestCase("a\r")]
    public void FromTokens_WithATokenThatNoLineCanHold_IsRefused(string? token)
    {
        Assert.That(() => Vocabulary.FromTokens([.. _special, token!]), Throws.ArgumentException.With.Message.Contains("Piece 4"));
    }

    [TestCase(-1)]
    [TestCase(4)]
    public void Indexer_OutsideTheVocabulary_IsRefused(int id)
    {
        Assert.That(() => Vocabulary.FromTokens(_special)[id], Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Save_ThenLoad_GivesTheSameTokens()
    {
        using var folder = new TokenizerFolder();
        string[] tokens = [.. _special, "é", "##\U0001F600", "\u2028", " spaced "];
        var path = folder.Write("vocab.txt", "old").File("vocab.txt");

        Vocabulary.FromTokens(tokens).Save(path);

        Assert.That(Vocabulary.Load(path).Tokens, Is.EqualTo(tokens));
        Assert.That(Directory.GetFiles(folder.Path), Is.EqualTo([path]));
    }

    [Test]
    public void Load_WindowsLineEnds_AreNoPartOfTheTokens()
    {
        using var folder = new TokenizerFolder();
        folder.Write("vocab.txt", string.Join("\r\n", _special) + "\r\n");

        Assert.That(Vocabulary.Load(folder.File("vocab.txt")).Tokens, Is.EqualTo(_special));
    }

    [Test]
    public void Load_NotUtf8_NamesTheFile()
    {
        using var folder = new TokenizerFolder();
        File.WriteAllBytes(folder.File("vocab.txt"), [0x5B, 0xFF, 0xFE]);

        Assert.That(() => Vocabulary.Load(folder.File("vocab.txt")),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("vocab.txt").And.Message.Contains("UTF-8"));
    }

    [Test]
    public void Load_PiecesTwiceAndBlankLines_AreNumberedByTheirLines()
    {
        using var folder = new TokenizerFolder();
        folder.Write("vocab.txt", "[PAD]\n[UNK]\n\n[CLS]\n[SEP]\na\na\n\nb\n");

        var tokenizer = BertTokenizer.Load(folder.Path);
        tokenizer.Vocabulary.Save(folder.File("again.txt"));

        Assert.That(tokenizer.Vocabulary.Tokens, Is.EqualTo(["[PAD]", "[UNK]", "", "[CLS]", "[SEP]", "a", "a", "", "b"]));
        Assert.That(tokenizer.Vocabulary.TryGetId("a", out var id) ? id : -1, Is.EqualTo(6));
        Assert.That(tokenizer.Notes, Has.One.Contains("'a'").And.One.Contains("line 6").And.One.Contains("line 7"));
        Assert.That(File.ReadAllText(folder.File("again.txt")), Is.EqualTo(File.ReadAllText(folder.File("vocab.txt"))));
    }

    [Test]
    public void Save_FileOfTheUsualTemporaryName_IsLeftAlone()
    {
        using var folder = new TokenizerFolder();
        folder.Write("vocab.txt.tmp", "mine");

        Vocabulary.FromTokens(_special).Save(folder.File("vocab.txt"));

        Assert.That(File.ReadAllText(folder.File("vocab.txt.tmp")), Is.EqualTo("mine"));
    }
}
