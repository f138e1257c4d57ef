using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Models;

/// <summary>A folder that was read, written and read again is the same model.</summary>
[TestFixture]
internal sealed class CheckpointExportTests
{
    private static readonly string[] _folderFiles = ["config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "vocab.txt"];

    [TestCaseSource(typeof(GoldenModels), nameof(GoldenModels.All))]
    public void Save_WithTokenizer_WritesAWholeFolder(string model)
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("parent/export");
        var (checkpoint, tokenizer) = Load(GoldenModels.Folder(model));

        checkpoint.Save(folder, tokenizer);

        var (again, tokenizerAgain) = Load(folder);
        SameTensors.Require(again, checkpoint);
        Assert.That(again.UnusedTensors, Is.Empty);
        Assert.That(again.Head, Is.EqualTo(checkpoint.Head));
        Assert.That(again.LabelNames, Is.EqualTo(checkpoint.LabelNames));
        Assert.That(tokenizerAgain.Options, Is.EqualTo(tokenizer.Options));
        Assert.That(tokenizerAgain.Vocabulary.Tokens, Is.EqualTo(tokenizer.Vocabulary.Tokens));
        Assert.That(Directory.GetFileSystemEntries(folder).Select(Path.GetFileName), Is.EquivalentTo(_folderFiles));
        Assert.That(Directory.GetFileSystemEntries(temporary.File("parent")), Has.Length.EqualTo(1), "nothing temporary is left");
    }

    [TestCaseSource(typeof(GoldenModels), nameof(GoldenModels.Safetensors))]
    public void Save_LoadedModel_WritesTheBitsOfTheOriginalFile(string model)
    {
        using var folder = new TemporaryFolder();
        Checkpoint.Load(GoldenModels.Folder(model)).Save(folder.Path);

        using var expected = new SafetensorsReader(Path.Combine(GoldenModels.Folder(model), "model.safetensors"));
        using var written = new SafetensorsReader(folder.File("model.safetensors"));
        Assert.That(written.Tensors.Keys, Is.EquivalentTo(expected.Tensors.Keys));
        foreach (var tensor in expected.Tensors.Values)
        {
            var found = written.Tensors[tensor.Name];
            Assert.That(found.Type, Is.EqualTo(ElementType.F32), "16-bit weights are written as the fp32 values that they are");
            SameTensors.Require(new NamedTensor(tensor.Name, found.Shape, written.ReadFloats(found)), tensor.Shape, expected.ReadFloats(tensor));
        }

        SameTensors.Print(expected.Tensors.Count, expected.Tensors.Values.Sum(tensor => tensor.Count));
    }

    [TestCaseSource(typeof(GoldenModels), nameof(GoldenModels.Sequence))]
    public void Save_SequenceModel_ScoresTheSameBits(string model)
    {
        using var folder = new TemporaryFolder();
        var (checkpoint, tokenizer) = Load(GoldenModels.Folder(model));
        checkpoint.Save(folder.Path, tokenizer);

        RequireSameLogits(Checkpoint.Load(folder.Path), checkpoint, model);
    }

    [TestCaseSource(typeof(GoldenModels), nameof(GoldenModels.Sequence))]
    public void ToCheckpoint_Float32Model_IsTheCheckpointItWasMadeOf(string model)
    {
        using var folder = new TemporaryFolder();
        var (checkpoint, tokenizer) = Load(GoldenModels.Folder(model));
        var compressed = CompressedModelBuilder.FromCheckpoint(checkpoint, tokenizer.Vocabulary, tokenizer.Options);

        var back = compressed.ToCheckpoint();
        back.Save(folder.Path, tokenizer);
        var again = Checkpoint.Load(folder.Path);

        SameTensors.Require(back, checkpoint);
        SameTensors.Require(again, checkpoint);
        RequireSameSettings(back, checkpoint);
        RequireSameSettings(again, checkpoint);
        RequireSameLogits(again, checkpoint, model);
    }

    [Test]
    public void ToCheckpoint_QuantizedAndPruned_HoldsWhatTheEncodingsStandFor()
    {
        var (checkpoint, tokenizer) = Load(GoldenFiles.Model("bert-sequence"));
        var compressed = CompressedModelBuilder.FromCheckpoint(
            checkpoint, tokenizer.Vocabulary, encoder: TestModels.BlockSparse(16, 4, 0.5, ValueFormat.Int8));

        var tensors = compressed.ToCheckpoint().Tensors;

        var queryKeyValue = new float[3 * 48 * 48];
        compressed.Layers[1].Attention.QueryKeyValue.Weight.Decode(queryKeyValue);
        float[] parts = [.. new[] { "query", "key", "value" }.SelectMany(part => tensors[$"encoder.layer.1.attention.self.{part}.weight"].Values)];
        Assert.That(parts, Is.EqualTo(queryKeyValue));
        Assert.That(parts.Count(weight => weight == 0), Is.InRange(parts.Length / 4, parts.Length * 3 / 4), "half of the blocks were removed");
        Assert.That(tensors["classifier.bias"].Values, Is.EqualTo(checkpoint.Tensors["classifier.bias"].Values));
    }

    [Test]
    public void ToCheckpoint_UnevenLayers_AreFilledWithZerosAndScoreAlike()
    {
        var uneven = TestModels.WithoutHalves;
        var model = TestModels.Create(shape: uneven);

        var filled = model.ToCheckpoint();

        Assert.That(filled.Shape.Layers, Is.All.EqualTo(new LayerShape(3, 10, 50)));
        Assert.That(filled.Tensors["encoder.layer.2.attention.output.dense.bias"].Values, Is.EqualTo(model.Layers[2].Attention.Output.Bias));
        Assert.That(filled.Tensors["encoder.layer.3.attention.self.key.weight"].Values.Count(weight => weight == 0), Is.EqualTo(10 * 30), "one head");
        var (compact, large) = (model, CompressedModelBuilder.FromCheckpoint(filled, model.Vocabulary, model.Tokenizer));
        Assert.That(Logits(large), Is.EqualTo(Logits(compact)).Within(1e-5));

        static float[] Logits(CompressedModel model)
        {
            using var classifier = new TextClassifier(model);
            var logits = new float[3 * classifier.LabelCount];
            classifier.Logits(TestModels.Batch(model.Shape, 3, 5, 1, 19), logits);
            return logits;
        }
    }

    [Test]
    public void ToCheckpoint_LayerWithoutBias_HasZeros()
    {
        var (checkpoint, tokenizer) = Load(GoldenFiles.Model("bert-relu"));
        var model = CompressedModelBuilder.FromCheckpoint(checkpoint, tokenizer.Vocabulary);
        var layers = model.Layers.Select(layer => layer with { Attention = layer.Attention with { QueryKeyValue = layer.Attention.QueryKeyValue with { Bias = null } } }).ToList();
        var bare = new CompressedModel(
            model.Shape, model.Embeddings, layers, model.Pooler, model.Classifier! with { Bias = null }, model.Labels, model.Vocabulary, model.Tokenizer, model.MaxTokens);

        var tensors = bare.ToCheckpoint().Tensors;

        Assert.That(tensors["classifier.bias"].Values, Is.EqualTo(new float[3]));
        Assert.That(tensors["encoder.layer.1.attention.self.key.bias"].Values, Is.EqualTo(new float[32]));
    }

    [Test]
    public void ToCheckpoint_UsualDropout_IsThatOfTheArchitecture()
    {
        var dropout = new[] { "bert-relu", "albert", "distilbert" }.Select(model =>
        {
            var (checkpoint, tokenizer) = Load(GoldenFiles.Model(model));
            var settings = CompressedModelBuilder.FromCheckpoint(checkpoint, tokenizer.Vocabulary).ToCheckpoint().Settings;
            return (settings.HiddenDropout, settings.AttentionDropout, settings.ClassifierDropout);
        });

        Assert.That(dropout, Is.EqualTo([(0.1, 0.1, 0.1), (0.0, 0.0, 0.1), (0.1, 0.1, 0.2)]));
    }

    private static (Checkpoint Checkpoint, BertTokenizer Tokenizer) Load(string folder) => (Checkpoint.Load(folder), BertTokenizer.Load(folder));

    private static void RequireSameLogits(Checkpoint found, Checkpoint expected, string model)
    {
        var vocabulary = BertTokenizer.Load(GoldenModels.Folder(model)).Vocabulary;
        var logits = GoldenLogits.Of(CompressedModelBuilder.FromCheckpoint(found, vocabulary), model);

        Assert.That(logits, Is.EqualTo(GoldenLogits.Of(CompressedModelBuilder.FromCheckpoint(expected, vocabulary), model)));
        TestContext.Out.WriteLine($"{logits.Length} logits: no bit differs");
    }

    private static void RequireSameSettings(Checkpoint found, Checkpoint expected)
    {
        Assert.That(found.Shape.WithLayersOf() with { Layers = [] }, Is.EqualTo(expected.Shape.WithLayersOf() with { Layers = [] }));
        Assert.That(found.Shape.Layers, Is.EqualTo(expected.Shape.Layers));
        Assert.That(found.Shape.AttentionOfLayer, Is.EqualTo(expected.Shape.AttentionOfLayer));
        Assert.That(found.Shape.FeedForwardOfLayer, Is.EqualTo(expected.Shape.FeedForwardOfLayer));
        Assert.That(found.LabelNames, Is.EqualTo(expected.LabelNames));
        Assert.That(
            (found.ModelType, found.Head, found.Settings.Labels),
            Is.EqualTo((expected.ModelType, expected.Head, expected.Settings.Labels)));
    }
}
