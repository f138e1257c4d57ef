using System.Text.Json;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>The last state of [CLS] of a trained model on real sentences, against values computed in float64.</summary>
[TestFixture]
internal sealed class MiniLmTests
{
    [Test]
    public void Forward_Float32_AgreesWithTheReference() =>
        Assert.That(Deviations(CompressedModelBuilder.Float32, FirstToken, "cls").Max(), Is.LessThan(1e-4));

    [Test]
    public void Forward_Int8_DeviatesByRoundingAlone()
    {
        var deviations = Deviations(CompressedModelBuilder.Int8, FirstToken, "cls");
        Assert.Multiple(() =>
        {
            Assert.That(deviations[deviations.Count / 2], Is.LessThan(0.03), "median");
            Assert.That(deviations.Max(), Is.LessThan(0.06), "largest");
        });
    }

    [Test]
    public void Encode_Float32_AgreesWithTheReferencesMean() =>
        Assert.That(
            Deviations(
                CompressedModelBuilder.Float32,
                model =>
                {
                    var encoder = new SentenceEncoder(model);
                    return batch =>
                    {
                        var vector = new float[encoder.Dimensions];
                        encoder.Encode(batch, vector);
                        return vector;
                    };
                },
                "mean_pooled").Max(),
            Is.LessThan(1e-4));

    /// <summary>The largest deviation of each sentence, relative to its state's largest value, in ascending order.</summary>
    /// <param name="encoder">How matrices are stored.</param>
    /// <param name="start">Makes what gives a sentence's state.</param>
    /// <param name="name">The state's name in the reference; its last values count.</param>
    private static List<double> Deviations(MatrixEncoder encoder, Func<CompressedModel, Func<TokenBatch, float[]>> start, string name)
    {
        var state = start(Load(encoder));
        using var inputs = JsonDocument.Parse(File.ReadAllText(SharedFiles.Require("golden/minilm/inputs.json")));
        using var golden = new SafetensorsValues(SharedFiles.Require("golden/minilm/outputs.safetensors"));
        var deviations = new List<double>();
        foreach (var (index, input) in inputs.RootElement.GetProperty("sequences").EnumerateArray().Index())
        {
            int[] ids = [.. input.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            var batch = new TokenBatch();
            batch.AddSequence(ids, new int[ids.Length]);
            var found = state(batch);
            var expected = golden.Floats($"seq{index}.{name}")[^found.Length..];
            deviations.Add(expected.Zip(found, (a, b) => Math.Abs((double)a - b)).Max() / expected.Max(Math.Abs));
        }

        deviations.Sort();
        TestContext.Out.WriteLine(
            $"deviation: median {deviations[deviations.Count / 2]:g3}, 90 % {deviations[deviations.Count * 9 / 10]:g3}, largest {deviations[^1]:g3}");
        return deviations;
    }

    private static Func<TokenBatch, float[]> FirstToken(CompressedModel model)
    {
        var (encoder, workspace) = (new Encoder(model), new Workspace());
        return batch => encoder.Forward(new SequenceChunk(batch, 0, 1), workspace, InputFormat.Float).Values.RowSpan(0).ToArray();
    }

    /// <summary>The encoder with a classifier of zeros.</summary>
    private static CompressedModel Load(MatrixEncoder encoder)
    {
        var folder = SharedFiles.Require("models/minilm-l6");
        var checkpoint = Checkpoint.Load(folder);
        var shape = checkpoint.Shape with { Pooler = PoolerKind.None };
        var parts = new CheckpointParts(checkpoint, encoder);
        return new CompressedModel(
            shape,
            parts.Embeddings(),
            parts.Layers(),
            null,
            new LinearWeights(DenseMatrix.Encode(new float[shape.HiddenSize], 1, shape.HiddenSize), null),
            [],
            Vocabulary.Load(Path.Combine(folder, "vocab.txt")),
            new TokenizerOptions(),
            shape.MaxPositions,
            HeadKind.Regression);
    }
}
