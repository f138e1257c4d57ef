using System.Text;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Storage;
using MLNet.Compression.Runtime.Tests.Models;
using MLNet.Compression.Runtime.Tests.Tokenization;

namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>Tokenizers other than WordPiece in the files of models.</summary>
[TestFixture]
internal sealed class SubwordsSectionTests
{
    private const string Text = "the cat sat, naïve 東京 ½ \"quoted\"";

    [TestCaseSource(typeof(SmallTokenizers), nameof(SmallTokenizers.Names))]
    public void SaveAndLoad_Tokenizer_ComesBack(string kind)
    {
        var tokenizer = SmallTokenizers.Of(kind);
        var model = SubwordModels.Create(tokenizer);
        var bytes = Save(model);

        var loaded = CompressedModel.Load(new MemoryStream(bytes));

        Assert.That(loaded.CreateTokenizer().SplitsLike(tokenizer));
        Assert.That(Tokens.Of(loaded.CreateTokenizer(), Text), Is.EqualTo(Tokens.Of(tokenizer, Text)));
        Assert.That(Save(loaded), Is.EqualTo(bytes));
        Assert.That(bytes, Has.Length.EqualTo(model.SizeInBytes));
    }

    [TestCaseSource(typeof(SmallTokenizers), nameof(SmallTokenizers.Names))]
    public void Score_LoadedModel_ScoresTextsAndPairsAsBefore(string kind)
    {
        var model = SubwordModels.Create(SmallTokenizers.Of(kind));

        var (before, after) = (Scores(model), Scores(CompressedModel.Load(new MemoryStream(Save(model)))));

        Assert.That(after, Is.EqualTo(before));
        Assert.That(before[0], Is.Not.EqualTo(before[1]));
        Assert.That(PairScore(model), Is.EqualTo(before[1]));
    }

    [TestCase("byte-level BPE")]
    [TestCase("xlm-r")]
    public void Load_UnknownKind_SaysThatTheFileIsNewer(string kind)
    {
        var model = SubwordModels.Create(SmallTokenizers.Of(kind));
        var bytes = Save(model);
        var place = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(model.Subwords.Name));
        bytes[place] = (byte)'x';
        ModelChecksums.Fix(bytes);

        Assert.That(() => CompressedModel.Load(new MemoryStream(bytes)), Throws.InstanceOf<ModelFileException>().With.Message.Contains("newer version"));
    }

    [Test]
    public void Read_NoKindAmongTheFeatures_IsRefused()
    {
        var reader = new ModelReader(new MemoryStream(new byte[16]), "a file", 16);

        Assert.That(() => SubwordsSection.Read(reader, new ModelParts()), Throws.InstanceOf<ModelFileException>().With.Message.Contains("byte-level-bpe or unigram"));
    }

    [Test]
    public void ToModel_KindWithoutItsSection_IsRefused()
    {
        var parts = new ModelParts();
        parts.Features.Add("unigram");

        Assert.That(parts.ToModel, Throws.ArgumentException.With.Message.Contains("the file has nothing of it"));
    }

    [TestCaseSource(typeof(SmallTokenizers), nameof(SmallTokenizers.Names))]
    public void Load_ChangedSection_IsRefusedOrSplitsTexts(string kind)
    {
        var model = SubwordModels.Create(SmallTokenizers.Of(kind));
        var (bytes, section) = (Save(model), SectionOf(model));
        var start = bytes.AsSpan().IndexOf(section);
        var random = new Random(11);
        for (var i = 0; i < 150; i++)
        {
            var changed = bytes.ToArray();
            changed[start + (i < 40 ? i : random.Next(section.Length))] = (byte)random.Next(256);
            ModelChecksums.Fix(changed);
            _ = Hostile.TryRead(changed.Length, () => _ = Tokens.Of(CompressedModel.Load(new MemoryStream(changed)).CreateTokenizer(), Text));
        }
    }

    [Test]
    public void Save_WordPiece_HasNoSuchSection() =>
        Assert.That(Save(Inference.TestModels.Create()).AsSpan().IndexOf("SUBW"u8), Is.EqualTo(-1));

    private static float[][] Scores(CompressedModel model)
    {
        using var classifier = new TextClassifier(model);
        var batch = new TokenBatch();
        model.CreateTokenizer().AddTo(batch, Text, model.MaxTokens);
        model.CreateTokenizer().AddTo(batch, Text, "the dog", model.MaxTokens);
        var scores = new float[batch.SequenceCount * classifier.LabelCount];
        classifier.Score(batch, scores);
        return [.. scores.Chunk(classifier.LabelCount)];
    }

    private static float[] PairScore(CompressedModel model)
    {
        using var classifier = new TextClassifier(model);
        var scores = new float[classifier.LabelCount];
        classifier.Score(Text, "the dog", scores);
        return scores;
    }

    private static byte[] SectionOf(CompressedModel model)
    {
        using var stream = new MemoryStream();
        SubwordsSection.Write(new ModelWriter(stream), model);
        return stream.ToArray();
    }

    private static byte[] Save(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
