using System.Text.Json.Nodes;
using MLNet.Compression.Runtime.Tests.Files;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>Tokenizer files that try to take memory or time, or say two things at once.</summary>
[TestFixture]
internal sealed class HostileTokenizerTests
{
    private const int Many = 2_000_000;

    [Test]
    public void Load_VocabularyOfEmptyLines_IsRefusedInBoundedMemory() => AssertRefused("vocab.txt", new string('\n', Many), "bytes of memory");

    [Test]
    public void Load_OneLongPiece_TakesBoundedMemory() => AssertRefused("vocab.txt", new string('a', 8 * Many), "[PAD]");

    [Test]
    public void Load_TreeOfManyValues_IsRefusedInBoundedMemory() =>
        AssertRefused("tokenizer.json", $$"""{"a":[{{string.Concat(Enumerable.Repeat("1,", Many))}}1]}""", "bytes of memory");

    [Test]
    public void Load_DeepNesting_IsRefused() =>
        AssertRefused("tokenizer.json", $$"""{"a":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}""", "depth");

    [Test]
    public void Load_VocabularyOfManyShortNames_IsRefusedInBoundedMemory() =>
        AssertRefused("tokenizer.json", "{\"model\":{\"vocab\":{" + string.Concat(Enumerable.Repeat("\"\":0,", Many)) + "\"a\":1}}}", "bytes of memory");

    [Test]
    public void Load_KeyTwice_IsRefused()
    {
        using var folder = new TokenizerFolder().WriteTokenizer();
        var text = File.ReadAllText(folder.File("tokenizer.json"));
        File.WriteAllText(folder.File("tokenizer.json"), text.Replace("\"padding\":null", "\"model\":{},\"padding\":null", StringComparison.Ordinal));

        Assert.That(() => BertTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("each key once"));
    }

    [TestCase("{}")]
    [TestCase("[]")]
    [TestCase("null")]
    public void Load_VocabularyOfAnotherKind_IsRefused(string vocabulary)
    {
        using var folder = new TokenizerFolder().WriteTokenizer(root => root["model"]!["vocab"] = JsonNode.Parse(vocabulary));

        Assert.That(() => BertTokenizer.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("model.vocab"));
    }

    [Test]
    public void FromTokens_HalfASurrogatePair_IsRefused() => Assert.That(
        () => Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a\ud800"]), Throws.ArgumentException.With.Message.Contains("Piece 4"));

    [Test]
    public void FromTokens_SurrogatePair_IsTaken() =>
        Assert.That(Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "\ud83d\ude00"]).Count, Is.EqualTo(5));

    [Test]
    public void BertTokenizer_HugeWordLimit_IsRefused() => Assert.That(
        () => new BertTokenizer(Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]"]), new TokenizerOptions { MaxWordLength = 1001 }),
        Throws.ArgumentException.With.Message.Contains("1 to 1000"));

    private static void AssertRefused(string file, string content, string reason)
    {
        using var folder = new TokenizerFolder().Write(file, content);
        var message = "";

        var isRead = Hostile.TryRead(content.Length, () =>
        {
            try
            {
                BertTokenizer.Load(folder.Path);
            }
            catch (ModelFileException exception)
            {
                message = exception.Message;
                throw;
            }
        });

        Assert.That(isRead, Is.False);
        Assert.That(message, Does.Contain(reason));
        Assert.That(message, Has.Length.LessThan(2_000));
    }
}
