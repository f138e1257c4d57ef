using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

[TestFixture]
internal sealed class KernelWarmUpTests
{
    [Test]
    public void Run_ModelOfAnyKind_Scores([Values(2, 4, 8, 32)] int bits, [Values(PoolerKind.None, PoolerKind.Tanh, PoolerKind.Relu)] PoolerKind pooler, [Values] ActivationFunction activation, [Values(0, 1, 2)] int tokenTypes)
    {
        var shape = TestModels.Uneven with { Pooler = pooler, Activation = activation, TokenTypes = tokenTypes, EmbeddingSize = 20 };
        var model = KernelWarmUp.CreateModel(shape, bits);

        Assert.That(() => KernelWarmUp.Run(model), Throws.Nothing);
        Assert.That(model.Shape.Pooler, Is.EqualTo(pooler));
        Assert.That(model.Shape.Activation, Is.EqualTo(activation));
        Assert.That(model.Shape.HasEmbeddingProjection, Is.True);
    }

    [Test]
    public void Run_ModelWithGroupScales_MultipliesGroups([Values(2, 4)] int bits)
    {
        var model = KernelWarmUp.CreateModel(TestModels.Uneven, bits, inGroups: true);

        Assert.That(() => KernelWarmUp.Run(model), Throws.Nothing);
        Assert.That(model.Layers.SelectMany(layer => layer.Linears).SelectMany(linear => linear.Weight.Features), Has.Some.EqualTo("group-scales"));
    }

    [Test]
    public void Text_InTheModel_FillsWholeTilesOfEveryInstructionSet()
    {
        var model = KernelWarmUp.CreateModel(TestModels.Uneven, bits: 8);
        var batch = new TokenBatch();
        new BertTokenizer(model.Vocabulary, model.Tokenizer).AddTo(batch, KernelWarmUp.Text, model.MaxTokens);

        Assert.That(batch.LengthOf(0), Is.EqualTo(KernelWarmUp.Tokens));
        Assert.That(InstructionSets.Supported.Select(InstructionSets.TileRows), Has.All.Matches((int rows) => KernelWarmUp.Tokens % rows == 0));
    }

    [Test]
    public void CreateModel_ForAHugeShape_IsSmall()
    {
        var shape = TestModels.Uneven with
        {
            VocabularySize = int.MaxValue,
            HiddenSize = CompressedModelChecks.MaxFeatures,
            EmbeddingSize = CompressedModelChecks.MaxFeatures,
            MaxPositions = int.MaxValue,
            TokenTypes = int.MaxValue,
        };

        Assert.That(KernelWarmUp.CreateModel(shape, bits: 8).SizeInBytes, Is.LessThan(100_000));
    }

    [TestCase(32, "fp32")]
    [TestCase(8, "int8", "block-sparse")]
    [TestCase(4, "int8", "quantised", "integers")]
    [TestCase(2, "int8", "quantised", "ternary")]
    public void BitsOf_NamesOfAFile_AreThoseOfItsLayers(int bits, params string[] names) =>
        Assert.That(KernelWarmUp.BitsOf(name => names.Contains(name)), Is.EqualTo(bits));
}
