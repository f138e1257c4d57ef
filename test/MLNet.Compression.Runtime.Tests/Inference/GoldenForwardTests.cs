using System.Text.Json;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>Logits against those that an independent implementation computed in float64.</summary>
[TestFixture]
internal sealed class GoldenForwardTests
{
    private static readonly string[] _models =
        ["bert-sequence", "bert-regression", "bert-gelu-new", "bert-relu", "bert-eps", "bert-float16", "bert-bfloat16", "albert", "albert-groups", "distilbert"];

    [TestCaseSource(nameof(_models))]
    public void Logits_Float32_AgreeWithTheReference(string name) =>
        Assert.That(LargestDeviation(name, CompressedModelBuilder.Float32), Is.LessThan(1e-5), name);

    [TestCaseSource(nameof(_models))]
    public void Logits_Int8_DeviateByRoundingAlone(string name) =>
        Assert.That(LargestDeviation(name, CompressedModelBuilder.Int8), Is.LessThan(0.4), name);

    [TestCaseSource(nameof(_models))]
    public void Logits_SavedAndLoaded_AreTheSameBits(string name)
    {
        var model = Load(name, CompressedModelBuilder.Float32);
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;

        Assert.That(Logits(CompressedModel.Load(stream), name), Is.EqualTo(Logits(model, name)));
    }

    private static CompressedModel Load(string name, MatrixEncoder encoder)
    {
        var folder = GoldenFiles.Model(name);
        return CompressedModelBuilder.FromCheckpoint(Checkpoint.Load(folder), Vocabulary.Load(Path.Combine(folder, "vocab.txt")), encoder: encoder);
    }

    private static float[][] Logits(CompressedModel model, string name)
    {
        using var inputs = JsonDocument.Parse(File.ReadAllText(Path.Combine(GoldenFiles.Model(name), "inputs.json")));
        using var classifier = new TextClassifier(model);
        var batch = new TokenBatch();
        foreach (var input in inputs.RootElement.GetProperty("sequences").EnumerateArray())
        {
            batch.AddSequence(Integers(input, "input_ids"), Integers(input, "token_type_ids"));
        }

        var logits = new float[batch.SequenceCount * classifier.LabelCount];
        classifier.Logits(batch, logits);
        return [.. logits.Chunk(classifier.LabelCount)];
    }

    private static string OutputsOf(string name)
    {
        var own = Path.Combine(GoldenFiles.Model(name), "outputs.safetensors");
        return File.Exists(own) ? own : SharedFiles.Require(Path.Combine("golden", "models", name, "outputs.safetensors"));
    }

    private static int[] Integers(JsonElement input, string name) => [.. input.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];

    /// <summary>Relative to the largest logit of a sequence.</summary>
    private static double LargestDeviation(string name, MatrixEncoder encoder)
    {
        using var expected = new SafetensorsValues(OutputsOf(name));
        var (largest, where) = (0.0, "");
        var logits = Logits(Load(name, encoder), name);
        for (var i = 0; i < logits.Length; i++)
        {
            var reference = expected.Floats($"seq{i}.logits");
            var deviation = reference.Zip(logits[i], (a, b) => Math.Abs((double)a - b)).Max() / reference.Max(Math.Abs);
            (largest, where) = deviation > largest ? (deviation, $"seq{i}.logits") : (largest, where);
        }

        TestContext.Out.WriteLine($"{name}: largest deviation {largest:g3} in {where}");
        return largest;
    }
}
