using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>Checkpoint to trainable model to fp32 file and back, for every head and architecture.</summary>
public class CompressedHeadTests
{
    private static readonly string[] _models =
    [
        "bert-sequence", "bert-regression", "bert-token", "bert-qa", "bert-masked-lm", "bert-gelu-new", "bert-relu", "bert-eps", "bert-bare",
        "bert-float16", "bert-bfloat16", "albert", "albert-groups", "distilbert",
    ];

    [TestCaseSource(nameof(_models))]
    public void Load_SavedFloat32_GivesTheSameBitsThroughTheTrainingModules(string name)
    {
        var (model, batch) = (GoldenModel.Load(name).Model, Batch(name));

        var loaded = SaveAndLoad(CompressedModelEncoder.Encode(model, ValueFormat.Float32));
        var again = CompressedModelDecoder.Decode(loaded);

        Assert.That(loaded.Head, Is.EqualTo(model.HeadKind));
        Assert.That(again.HeadKind, Is.EqualTo(model.HeadKind));
        Assert.That(again.Labels, Is.EqualTo(model.Labels));
        var (before, after) = (new GoldenForward(model, batch), new GoldenForward(again, batch));
        for (var sequence = 0; sequence < batch.SequenceCount; sequence++)
        {
            foreach (var tensor in Enumerable.Range(0, model.Shape.Layers.Length).Select(layer => $"hidden{layer}").Append("logits"))
            {
                Assert.That(Bits(after.Of($"seq{sequence}.{tensor}")), Is.EqualTo(Bits(before.Of($"seq{sequence}.{tensor}"))), $"{name} seq{sequence}.{tensor}");
            }
        }
    }

    [TestCaseSource(nameof(_models))]
    public void Load_SavedFloat32_GivesTheSameBitsThroughTheScorer(string name)
    {
        var (model, batch) = (CompressedModelEncoder.Encode(GoldenModel.Load(name).Model, ValueFormat.Float32), Batch(name));
        if (model.Pooler is null)
        {
            Assert.That(() => new TextClassifier(model), Throws.ArgumentException.With.Message.Contains("classification and regression"));
            return;
        }

        Assert.That(Bits(Score(SaveAndLoad(model), batch)), Is.EqualTo(Bits(Score(model, batch))));
    }

    /// <remarks>What a checkpoint is encoded to does not depend on whether it came by a trainable model.</remarks>
    [TestCaseSource(nameof(_models))]
    public void FromCheckpoint_Float32_IsTheSameFile(string name)
    {
        var checkpoint = Checkpoint.Load(GoldenFiles.PathOrShared("models", name));
        var model = GoldenModel.Load(name).Model;
        if (checkpoint.Head == HeadKind.None)
        {
            Assert.That(() => CompressedModelBuilder.FromCheckpoint(checkpoint, model.Tokenizer.Vocabulary), Throws.ArgumentException.With.Message.Contains("without a head"));
            return;
        }

        var direct = CompressedModelBuilder.FromCheckpoint(checkpoint, model.Tokenizer.Vocabulary, model.Tokenizer.Options);

        Assert.That(Save(direct), Is.EqualTo(Save(CompressedModelEncoder.Encode(model, ValueFormat.Float32))));
    }

    private static TokenBatch Batch(string name) => GoldenModel.Batch(GoldenFiles.Json("models", name, "inputs.json").GetProperty("sequences").EnumerateArray());

    private static CompressedModel SaveAndLoad(CompressedModel model) => CompressedModel.Load(new MemoryStream(Save(model)));

    private static byte[] Save(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        Assert.That(stream.Length, Is.EqualTo(model.SizeInBytes));
        return stream.ToArray();
    }

    private static float[] Score(CompressedModel model, TokenBatch batch)
    {
        using var classifier = new TextClassifier(model);
        var scores = new float[batch.SequenceCount * classifier.LabelCount];
        classifier.Score(batch, scores);
        return scores;
    }

    private static int[] Bits(float[] values) => MemoryMarshal.Cast<float, int>(values).ToArray();
}
