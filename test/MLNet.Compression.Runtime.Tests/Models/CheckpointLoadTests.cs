using System.Diagnostics;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class CheckpointLoadTests
{
    [TestCase("bert-sequence", HeadKind.Sequence, 5)]
    [TestCase("bert-regression", HeadKind.Regression, 1)]
    [TestCase("bert-token", HeadKind.Token, 7)]
    [TestCase("bert-qa", HeadKind.QuestionAnswering, 2)]
    [TestCase("bert-masked-lm", HeadKind.MaskedLm, 2)]
    [TestCase("bert-bare", HeadKind.None, 2)]
    [TestCase("albert", HeadKind.Sequence, 3)]
    [TestCase("distilbert", HeadKind.Sequence, 4)]
    public void Load_ReferenceModel_ReadsHeadAndLabels(string model, HeadKind head, int labels)
    {
        var checkpoint = Checkpoint.Load(GoldenFiles.Model(model));

        Assert.Multiple(() =>
        {
            Assert.That(checkpoint.Head, Is.EqualTo(head));
            Assert.That(checkpoint.Settings.Labels, Is.EqualTo(labels));
            Assert.That(checkpoint.LabelNames, Has.Length.EqualTo(labels));
            Assert.That(checkpoint.LabelNames[0], Is.EqualTo(labels == 1 ? "LABEL_0" : "class-0"));
            Assert.That(checkpoint.UnusedTensors, Is.Empty);
        });
    }

    [TestCase("bert-sequence", PoolerKind.Tanh)]
    [TestCase("bert-bare", PoolerKind.Tanh)]
    [TestCase("distilbert", PoolerKind.Relu)]
    [TestCase("albert", PoolerKind.Tanh)]
    [TestCase("bert-qa", PoolerKind.None)]
    [TestCase("bert-token", PoolerKind.None)]
    [TestCase("bert-masked-lm", PoolerKind.None)]
    public void Load_ReferenceModel_ReportsAMissingPooler(string model, PoolerKind pooler)
    {
        var checkpoint = Checkpoint.Load(GoldenFiles.Model(model));

        Assert.That(checkpoint.Shape.Pooler, Is.EqualTo(pooler));
        Assert.That(checkpoint.MissingParts, Is.EqualTo(pooler == PoolerKind.None ? new[] { "pooler" } : []));
        Assert.That(checkpoint.UsualPooler, Is.EqualTo(model == "distilbert" ? PoolerKind.Relu : PoolerKind.Tanh));
    }

    [Test]
    public void Load_Bert_ReadsEverySetting()
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Configure("hidden_dropout_prob", "0.25");
        folder.Configure("attention_probs_dropout_prob", "0.5");
        folder.Configure("classifier_dropout", "0.75");
        folder.Configure("layer_norm_eps", "1e-6");
        folder.Configure("hidden_act", "\"relu\"");

        var checkpoint = Checkpoint.Load(folder.Path);
        var shape = checkpoint.Shape;
        Assert.Multiple(() =>
        {
            Assert.That(checkpoint.ModelType, Is.EqualTo("bert"));
            Assert.That(
                (shape.VocabularySize, shape.HiddenSize, shape.EmbeddingSize, shape.MaxPositions, shape.TokenTypes), Is.EqualTo((106, 48, 48, 24, 2)));
            Assert.That(shape.Layers, Is.EqualTo(Enumerable.Repeat(new LayerShape(4, 12, 80), 3)));
            Assert.That((shape.Activation, shape.LayerNormEpsilon), Is.EqualTo((ActivationFunction.Relu, 1e-6f)));
            Assert.That(
                (checkpoint.Settings.HiddenDropout, checkpoint.Settings.AttentionDropout, checkpoint.Settings.ClassifierDropout),
                Is.EqualTo((0.25, 0.5, 0.75)));
        });
    }

    [TestCase("bert-gelu-new", ActivationFunction.GeluTanh, 1e-12f)]
    [TestCase("bert-relu", ActivationFunction.Relu, 1e-12f)]
    [TestCase("bert-eps", ActivationFunction.Gelu, 1e-5f)]
    [TestCase("distilbert", ActivationFunction.Gelu, 1e-12f)]
    [TestCase("albert", ActivationFunction.GeluTanh, 1e-12f)]
    public void Load_ReferenceModel_ReadsActivationAndEpsilon(string model, ActivationFunction activation, float epsilon)
    {
        var shape = Checkpoint.Load(GoldenFiles.Model(model)).Shape;

        Assert.That((shape.Activation, shape.LayerNormEpsilon), Is.EqualTo((activation, epsilon)));
    }

    [TestCase("bert-sequence")]
    [TestCase("bert-masked-lm")]
    [TestCase("bert-qa")]
    [TestCase("bert-token")]
    [TestCase("bert-regression")]
    [TestCase("bert-bare")]
    [TestCase("bert-float16")]
    [TestCase("bert-bfloat16")]
    public void Load_Bert_HasEveryTensorOfTheFileUnderItsCanonicalName(string model)
    {
        var checkpoint = Checkpoint.Load(GoldenFiles.Model(model));

        using var file = new SafetensorsReader(Path.Combine(GoldenFiles.Model(model), "model.safetensors"));
        Assert.That(checkpoint.Tensors, Has.Count.EqualTo(file.Tensors.Count));
        foreach (var tensor in file.Tensors.Values)
        {
            var canonical = tensor.Name.StartsWith("bert.", StringComparison.Ordinal) ? tensor.Name[5..] : tensor.Name;
            SameTensors.Require(checkpoint.Tensors[canonical], tensor.Shape, file.ReadFloats(tensor));
        }

        SameTensors.Print(file.Tensors.Count, file.Tensors.Values.Sum(tensor => tensor.Count));
    }

    [TestCase("bert-sequence", "bert.", "")]
    [TestCase("bert-qa", "bert.", "")]
    [TestCase("albert-groups", "albert.", "")]
    [TestCase("distilbert", "distilbert.", "")]
    [TestCase("bert-bare", "", "bert.")]
    public void Load_EncoderNamesWithOrWithoutPrefix_GiveTheSame(string model, string prefix, string other)
    {
        using var folder = new ModelFolder(model);
        folder.Rename(name => name.StartsWith(prefix, StringComparison.Ordinal) ? other + name[prefix.Length..] : name);

        var found = Checkpoint.Load(folder.Path);

        SameTensors.Require(found, Checkpoint.Load(GoldenFiles.Model(model)));
        Assert.That(found.UnusedTensors, Is.Empty);
    }

    [Test]
    public void Load_BeforeLayerNormWasRenamed_FindsGammaAndBeta()
    {
        using var folder = new ModelFolder("bert-token");
        folder.Rename(name => name.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal).Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal));

        SameTensors.Require(Checkpoint.Load(folder.Path), Checkpoint.Load(GoldenFiles.Model("bert-token")));
    }

    [Test]
    public void Load_FurtherTensors_ListsThemAsUnused()
    {
        using var folder = new ModelFolder("bert-bare");
        folder.Add("cls.seq_relationship.weight", [2, 2], [1, 2, 3, 4]);
        folder.Add("embeddings.position_ids", [1, 3], [0, 1, 2]);

        Assert.That(Checkpoint.Load(folder.Path).UnusedTensors, Is.EqualTo(new[] { "cls.seq_relationship.weight" }));
    }

    [TestCase("bert-sequence", HeadKind.Sequence)]
    [TestCase("bert-token", HeadKind.Token)]
    [TestCase("bert-qa", HeadKind.QuestionAnswering)]
    [TestCase("bert-masked-lm", HeadKind.MaskedLm)]
    [TestCase("bert-bare", HeadKind.None)]
    [TestCase("distilbert", HeadKind.Sequence)]
    public void Load_ConfigurationWithoutArchitectures_TellsTheHeadByItsTensors(string model, HeadKind head)
    {
        using var folder = new ModelFolder(model);
        folder.Configure("architectures", null);

        Assert.That(Checkpoint.Load(folder.Path).Head, Is.EqualTo(head));
    }

    [Test]
    public void Load_RealModel_ReadsAllOfItWithoutASecondCopy()
    {
        var folder = SharedFiles.Require("models/minilm-l6");
        var watch = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var checkpoint = Checkpoint.Load(folder);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Out.WriteLine($"Loaded in {watch.ElapsedMilliseconds} ms, {allocated} bytes allocated.");

        const int Parameters = 22_713_216;
        const int Overhead = 1 << 20;
        Assert.That(allocated, Is.LessThan((Parameters * sizeof(float)) + Overhead), "no second copy is made");
        Assert.That(checkpoint.Tensors.Values.Sum(tensor => tensor.Values.Length), Is.EqualTo(Parameters));
        Assert.That(checkpoint.UnusedTensors, Is.Empty);
        Assert.That(checkpoint.Shape.Layers, Has.Length.EqualTo(6));
    }
}
