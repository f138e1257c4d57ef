using System.Text.Json.Nodes;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Tokenization;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class RobertaCheckpointTests
{
    [TestCase("bert-sequence", "roberta", "RobertaForSequenceClassification", HeadKind.Sequence)]
    [TestCase("bert-sequence", "xlm-roberta", "XLMRobertaForSequenceClassification", HeadKind.Sequence)]
    [TestCase("bert-regression", "roberta", "RobertaForSequenceClassification", HeadKind.Regression)]
    [TestCase("bert-token", "roberta", "RobertaForTokenClassification", HeadKind.Token)]
    [TestCase("bert-qa", "roberta", "RobertaForQuestionAnswering", HeadKind.QuestionAnswering)]
    [TestCase("bert-masked-lm", "xlm-roberta", "XLMRobertaForMaskedLM", HeadKind.MaskedLm)]
    public void Load_RobertaFolder_IsTheModelWithPositionsFromBehindThePadding(string model, string modelType, string className, HeadKind head)
    {
        using var folder = RobertaModels.Of(model, modelType, className);
        var expected = Checkpoint.Load(GoldenFiles.Model(model));

        var found = Checkpoint.Load(folder.Path);

        Assert.That((found.ModelType, found.Head), Is.EqualTo((modelType, head)), string.Join(' ', found.Notes));
        Assert.That(found.Shape.MaxPositions, Is.EqualTo(expected.Shape.MaxPositions));
        Assert.That(found.UnusedTensors, Is.Empty);
        Assert.That(found.LabelNames, Is.EqualTo(expected.LabelNames));
        SameTensors.Require(found, expected);
    }

    [TestCase("bert-sequence", "RobertaForSequenceClassification")]
    [TestCase("bert-masked-lm", "RobertaForMaskedLM")]
    [TestCase("bert-token", "RobertaForTokenClassification")]
    public void Save_RobertaModel_WritesTheNamesOfTheOriginalFile(string model, string className)
    {
        using var folder = RobertaModels.Of(model, "roberta", className);
        using var written = new TemporaryFolder();
        var checkpoint = Checkpoint.Load(folder.Path);

        checkpoint.Save(written.Path);

        using var original = new SafetensorsReader(folder.File("model.safetensors"));
        using var found = new SafetensorsReader(written.File("model.safetensors"));
        Assert.That(found.Tensors.Keys, Is.EquivalentTo(original.Tensors.Keys.Where(name => !name.StartsWith("lm_head.decoder", StringComparison.Ordinal))));
        Assert.That(found.Tensors.Values.Select(tensor => (tensor.Name, string.Join(',', tensor.Shape))), Is.SubsetOf(original.Tensors.Values.Select(tensor => (tensor.Name, string.Join(',', tensor.Shape)))));
        SameTensors.Require(Checkpoint.Load(written.Path), checkpoint);
    }

    [Test]
    public void Load_EncoderAlone_LacksThePoolerThatAClassifierNeeds()
    {
        using var folder = RobertaModels.Of("bert-sequence", "roberta", "RobertaModel");
        folder.Rename(name => name.StartsWith("classifier", StringComparison.Ordinal) ? null : name);

        var found = Checkpoint.Load(folder.Path);

        Assert.That((found.Head, found.Shape.Pooler, found.UsualPooler), Is.EqualTo((HeadKind.None, PoolerKind.None, PoolerKind.Tanh)));
    }

    [TestCase("pad_token_id", "0", "'pad_token_id': expected 1, found 0")]
    [TestCase("max_position_embeddings", "2", "'max_position_embeddings': expected more than 2")]
    [TestCase("max_position_embeddings", "27", "embeddings.position_embeddings.weight'")]
    [TestCase("position_embedding_type", "\"relative_key\"", "'position_embedding_type'")]
    public void Load_SettingThatCannotBeHonoured_IsRefused(string key, string value, string message)
    {
        using var folder = RobertaModels.Of("bert-sequence", "roberta", "RobertaForSequenceClassification");
        folder.Configure(key, value);

        Assert.That(() => Checkpoint.Load(folder.Path), Throws.InstanceOf<ModelFileException>().With.Message.Contains(message));
    }

    [TestCase("byte-level BPE", "roberta")]
    [TestCase("xlm-r", "xlm-roberta")]
    [TestCase("albert", "bert")]
    public void ToCheckpoint_ByTheKindOfTokenizer_NamesTheArchitecture(string kind, string modelType)
    {
        using var folder = new TemporaryFolder();
        var tokenizer = SmallTokenizers.Of(kind);
        var model = SubwordModels.Create(tokenizer);

        model.ToCheckpoint().Save(folder.Path, tokenizer, model.MaxTokens);

        var config = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!;
        Assert.That((string?)config["model_type"], Is.EqualTo(modelType));
        Assert.That((int?)config["pad_token_id"], Is.EqualTo(tokenizer.Vocabulary.PaddingId));
        Assert.That(Checkpoint.Load(folder.Path).Shape, Is.EqualTo(model.Shape with { Layers = model.Shape.Layers }).Using<BertShape>((a, b) => a.MaxPositions == b.MaxPositions && a.VocabularySize == b.VocabularySize));
        Assert.That(TextTokenizer.Load(folder.Path).SplitsLike(tokenizer));
    }

    [Test]
    public void Save_PaddingWithAnotherId_IsRefused()
    {
        using var folder = RobertaModels.Of("bert-sequence", "roberta", "RobertaForSequenceClassification");
        using var written = new TemporaryFolder();
        var checkpoint = Checkpoint.Load(folder.Path);
        var tokenizer = new BertTokenizer(Vocabulary.Load(folder.File("vocab.txt")));

        Assert.That(() => checkpoint.Save(written.File("new"), tokenizer), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("needs a tokenizer whose [PAD] has the id 1, not 0"));
    }
}
