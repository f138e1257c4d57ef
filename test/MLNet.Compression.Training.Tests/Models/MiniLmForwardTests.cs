using System.Text.Json;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>A trained model of usual size on real sentences, through the training modules.</summary>
public class MiniLmForwardTests
{
    private const double Tolerance = 1e-4;
    private const int SequencesAtOnce = 8;

    [Test]
    public void Forward_RealSentences_EqualsReference()
    {
        var model = Load(SharedFiles.Require("models/minilm-l6"));
        var sequences = GoldenFiles.Json("minilm", "inputs.json").GetProperty("sequences").EnumerateArray().ToArray();
        var expected = GoldenFiles.Tensors("minilm", "outputs.safetensors");
        var comparison = new GoldenComparison("minilm/outputs.safetensors");
        foreach (var part in sequences.Index().Chunk(SequencesAtOnce))
        {
            var forward = new GoldenForward(model, Batch(part.Select(entry => entry.Item)));
            foreach (var (place, (index, _)) in part.Index())
            {
                comparison.Add($"seq{index}.cls", FirstStates(forward, place, model.Shape), expected[$"seq{index}.cls"]);
                comparison.Add($"seq{index}.mean_pooled", Mean(forward.Of($"seq{place}.hidden{model.Shape.Layers.Length - 1}"), model.Shape.HiddenSize), expected[$"seq{index}.mean_pooled"]);
                if (expected.TryGetValue($"seq{index}.attention_scores3", out var scores))
                {
                    comparison.Add($"seq{index}.attention_scores3", forward.Of($"seq{place}.attention_scores3"), scores);
                }
            }
        }

        comparison.AssertBelow(Tolerance);
    }

    private static TextModel Load(string folder)
    {
        var checkpoint = Checkpoint.Load(folder);
        return TextModelFactory.Create(checkpoint, BertTokenizer.Load(folder), ["a", "b"], checkpoint.Shape.MaxPositions, seed: 1);
    }

    private static TokenBatch Batch(IEnumerable<JsonElement> sequences)
    {
        var batch = new TokenBatch();
        foreach (var sequence in sequences)
        {
            int[] ids = [.. sequence.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
            batch.AddSequence(ids, new int[ids.Length]);
        }

        return batch;
    }

    private static float[] FirstStates(GoldenForward forward, int sequence, BertShape shape) =>
        [.. Enumerable.Range(0, shape.Layers.Length).SelectMany(layer => forward.Of($"seq{sequence}.hidden{layer}").Take(shape.HiddenSize))];

    private static float[] Mean(float[] states, int size)
    {
        var sums = new double[size];
        for (var i = 0; i < states.Length; i++)
        {
            sums[i % size] += states[i];
        }

        return [.. sums.Select(sum => (float)(sum * size / states.Length))];
    }
}
