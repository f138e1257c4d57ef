using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression.Runtime.Tests.Tokenization.Unigrams;

[TestFixture]
internal sealed class UnigramTokenizerTests
{
    [TestCaseSource(typeof(UnigramGolden), nameof(UnigramGolden.Names))]
    public void Encode_ManyTexts_GivesTheIdsOfSentencePiece(string name)
    {
        var tokenizer = TextTokenizer.Load(UnigramGolden.Folder(name));

        Assert.Multiple(() =>
        {
            foreach (var (text, ids) in UnigramGolden.Texts(name))
            {
                Assert.That(Tokens.Ids(tokenizer, text), Is.EqualTo(ids), text);
            }
        });
    }

    [TestCaseSource(typeof(UnigramGolden), nameof(UnigramGolden.Names))]
    public void Save_AndLoad_SplitsTextsAlike(string name)
    {
        using var folder = new TemporaryFolder();
        var tokenizer = TextTokenizer.Load(UnigramGolden.Folder(name));
        tokenizer.Save(folder.Path, new ModelInput("", 512, HasTokenTypes: true));

        var again = TextTokenizer.Load(folder.Path);

        Assert.That(again, Is.InstanceOf<UnigramTokenizer>());
        Assert.That(again.Options, Is.EqualTo(tokenizer.Options));
        foreach (var (text, ids) in UnigramGolden.Texts(name))
        {
            Assert.That(Tokens.Ids(again, text), Is.EqualTo(ids), text);
        }
    }

    [TestCaseSource(typeof(UnigramGolden), nameof(UnigramGolden.Names))]
    public void Save_TokenizerJson_IsReadAlikeByTheReference(string name)
    {
        using var folder = new TemporaryFolder();
        var tokenizer = TextTokenizer.Load(UnigramGolden.Folder(name));
        tokenizer.Save(folder.Path, new ModelInput("", 512, HasTokenTypes: true));

        // Of a text that starts with the sign for a space SentencePiece and Hugging Face's tokenizers make different things.
        (string Text, int[] Ids)[] texts = [.. UnigramGolden.Texts(name).Where(line => !line.Text.Contains('<', StringComparison.Ordinal) && !line.Text.Contains('[', StringComparison.Ordinal) && !line.Text.StartsWith('▁'))];

        var ids = NativeReference.Ids(folder.File("tokenizer.json"), texts.Select(line => line.Text));

        Assert.Multiple(() =>
        {
            foreach (var (line, found) in texts.Zip(ids))
            {
                Assert.That(found[1..^1], Is.EqualTo(line.Ids), line.Text);
            }
        });
    }
}
