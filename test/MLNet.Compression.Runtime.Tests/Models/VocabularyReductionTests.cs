using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Encodings;
using MLNet.Compression.Runtime.Tokenization.Reduction;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class VocabularyReductionTests
{
    private static readonly string[] _texts = ["the film was not very good", "a bad book!", "who played it?", "unknown words", "moviely songness", "day and night"];

    private static IEnumerable<TestCaseData> Encoders()
    {
        yield return Case("fp32", CompressedModelBuilder.Float32);
        yield return Case("int8", CompressedModelBuilder.Int8);
        foreach (var format in RoundedFormat.All)
        {
            yield return Case(format.Name, format.Dense());
        }
    }

    [TestCaseSource(nameof(Encoders))]
    public void Reduced_TextsWhosePiecesStay_ScoreTheSameBits(MatrixEncoder encoder)
    {
        var (model, tokenizer) = Load("bert-sequence", encoder);
        var cut = Cut(tokenizer, 80);

        var reduced = Saved(model.Reduced(cut));

        using var before = new TextClassifier(model, threads: 1);
        using var after = new TextClassifier(reduced, threads: 1);
        var same = 0;
        foreach (var text in _texts)
        {
            if (cut.Measure(tokenizer, [text], default).ChangedTexts == 0)
            {
                same++;
                Assert.That(Score(after, cut.Tokenizer, text), Is.EqualTo(Score(before, tokenizer, text)), text);
            }
        }

        Assert.That(same, Is.InRange(2, _texts.Length - 1));
        Assert.That(reduced.Shape.VocabularySize, Is.EqualTo(80));
        Assert.That(reduced.SizeInBytes, Is.LessThan(model.SizeInBytes));
    }

    [Test]
    public void Reduced_MaskedLm_KeepsTheBiasOfItsPieces()
    {
        var (model, tokenizer) = Load("bert-masked-lm", CompressedModelBuilder.Int8);
        var cut = Cut(tokenizer, 80);

        var reduced = model.Reduced(cut);

        Assert.That(reduced.LanguageModel!.Bias, Is.EqualTo(cut.Rows.Select(row => model.LanguageModel!.Bias[row])));
        Assert.That(reduced.LanguageModel.Norm, Is.SameAs(model.LanguageModel!.Norm));
    }

    [TestCase("bert-sequence")]
    [TestCase("bert-masked-lm")]
    [TestCase("albert")]
    [TestCase("distilbert")]
    public void Reduced_Checkpoint_IsTheReducedModel(string name)
    {
        var checkpoint = Checkpoint.Load(GoldenModels.Folder(name));
        var (model, tokenizer) = Load(name, CompressedModelBuilder.Float32);
        var cut = Cut(tokenizer, 80);

        var reduced = checkpoint.Reduced(cut);

        var built = CompressedModelBuilder.FromCheckpoint(reduced, cut.Tokenizer.Vocabulary, cut.Tokenizer.Options);
        Assert.That(Bytes(built), Is.EqualTo(Bytes(model.Reduced(cut))));
        Assert.That(reduced.Notes, Is.EqualTo(checkpoint.Notes));
    }

    [Test]
    public void Reduced_CutOfAnotherVocabulary_IsRefused()
    {
        var (model, _) = Load("bert-sequence", CompressedModelBuilder.Float32);
        var other = new BertTokenizer(Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a"]));
        var cut = new VocabularyCut(other, [0, 1, 2, 3, 4]);

        Assert.That(() => model.Reduced(cut), Throws.ArgumentException.With.Message.Contains("a vocabulary of 5, but the model's has 106"));
    }

    [Test]
    public void Between_SomeOfThePieces_IsTheCutThatLeavesThem()
    {
        var (_, tokenizer) = Load("bert-sequence", CompressedModelBuilder.Float32);
        var cut = Cut(tokenizer, 80);

        Assert.That(VocabularyCut.Between(tokenizer, cut.Tokenizer)!.Rows, Is.EqualTo(cut.Rows));
        Assert.That(VocabularyCut.Between(cut.Tokenizer, tokenizer), Is.Null, "further pieces");
        Assert.That(VocabularyCut.Between(tokenizer, new BertTokenizer(cut.Tokenizer.Vocabulary, cut.Tokenizer.Options with { LowerCase = !cut.Tokenizer.Options.LowerCase })), Is.Null, "other options");
        Assert.That(VocabularyCut.Between(tokenizer, new BertTokenizer(Vocabulary.FromTokens([.. cut.Tokenizer.Vocabulary.Tokens.Reverse()]), cut.Tokenizer.Options)), Is.Null, "another order");
    }

    private static TestCaseData Case(string name, MatrixEncoder encoder) => new TestCaseData(encoder).SetArgDisplayNames(name);

    private static (CompressedModel Model, BertTokenizer Tokenizer) Load(string name, MatrixEncoder encoder)
    {
        var folder = GoldenModels.Folder(name);
        var tokenizer = BertTokenizer.Load(folder);
        return (CompressedModelBuilder.FromCheckpoint(Checkpoint.Load(folder), tokenizer.Vocabulary, tokenizer.Options, encoder), tokenizer);
    }

    private static VocabularyCut Cut(BertTokenizer tokenizer, int pieces) =>
        new(tokenizer, new PieceChoice(tokenizer).ByNumber(pieces, PieceTally.Of(tokenizer, _texts[..3], default)));

    private static float[] Score(TextClassifier classifier, BertTokenizer tokenizer, string text)
    {
        var batch = new TokenBatch();
        tokenizer.AddTo(batch, text, 24);
        var scores = new float[classifier.LabelCount];
        classifier.Score(batch, scores);
        return scores;
    }

    private static CompressedModel Saved(CompressedModel model) => CompressedModel.Load(new MemoryStream(Bytes(model)));

    private static byte[] Bytes(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
