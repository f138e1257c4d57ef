using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Training.Tests.Reports;

public class PartAccountsTests
{
    [Test]
    public void Of_Fp32Model_CountsEveryParameterAndByte()
    {
        var model = Model(sharedLayers: false);
        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);

        var parts = PartAccounts.Of(encoded);

        Assert.That(parts.Select(part => part.Name), Is.EqualTo(["embeddings", "layer 1", "layer 2", "head", "vocabulary"]));
        Assert.That(parts.Sum(part => part.Parameters), Is.EqualTo(model.ParameterCount));
        Assert.That(parts.Sum(part => part.Bytes), Is.EqualTo(encoded.SizeInBytes));
        Assert.That(parts[1].BitsPerWeight, Is.InRange(32, 34));
        Assert.That(parts[1].Sparsity, Is.Zero);
        Assert.That(parts[^1].Bytes, Is.LessThan(1_000));
    }

    [Test]
    public void Of_SharedLayers_CountsThemOnce()
    {
        var model = Model(sharedLayers: true);

        var parts = PartAccounts.Of(CompressedModelEncoder.Encode(model, ValueFormat.Int8));

        Assert.That(parts.Select(part => part.Name), Is.EqualTo(["embeddings", "layer 1", "head", "vocabulary"]));
        Assert.That(parts.Sum(part => part.Parameters), Is.EqualTo(model.ParameterCount));
        Assert.That(parts[1].BitsPerWeight, Is.InRange(8, 12));
    }

    private static TextModel Model(bool sharedLayers)
    {
        var vocabulary = Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "##c"]);
        var shape = BertShape.Uniform(vocabulary.Count, layers: 2, hiddenSize: 32, heads: 2, feedForwardSize: 48) with
        {
            MaxPositions = 16,
            AttentionOfLayer = sharedLayers ? [0, 0] : [],
            FeedForwardOfLayer = sharedLayers ? [0, 0] : [],
        };
        return TextModelFactory.CreateRandom(shape, new BertTokenizer(vocabulary), ["x", "y"], maxTokens: 16, seed: 1);
    }
}
