using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>Models whose layers have halves in common, or lack heads or neurons, and whose embeddings are narrow.</summary>
public class SharedWeightsTests
{
    private static readonly int[] _own = [0, 1, 2];
    private static readonly int[] _one = [0, 0, 0];

    private static IEnumerable<TestCaseData> Shapes()
    {
        yield return new TestCaseData(ShapeOf(_one, _own)).SetArgDisplayNames("attention shared");
        yield return new TestCaseData(ShapeOf(_own, _one)).SetArgDisplayNames("feed-forward shared");
        yield return new TestCaseData(ShapeOf([0, 1, 1], [0, 0, 2])).SetArgDisplayNames("halves of different layers shared");
        yield return new TestCaseData(ShapeOf(_own, _own) with { Layers = [new(0, 4, 12), new(2, 4, 0), new(0, 4, 0)] }).SetArgDisplayNames("layers without heads, without neurons, without both");
        yield return new TestCaseData(ShapeOf([0, 0, 2], _own) with { Layers = [new(0, 4, 5), new(0, 4, 12), new(1, 4, 0)] }).SetArgDisplayNames("attention without heads shared");
        yield return new TestCaseData(ShapeOf(_one, _one) with { EmbeddingSize = 4, TokenTypes = 0 }).SetArgDisplayNames("all shared, narrow embeddings, no segments");
    }

    [TestCaseSource(nameof(Shapes))]
    public void Backward_UnusualLayers_EqualsFiniteDifferences(BertShape shape)
    {
        var model = TinyModels.CreateLively(shape);
        var batch = Batch();
        var values = model.Parameters.Select(parameter => parameter.ValueSpan.ToArray().Select(value => (double)value).ToArray()).ToArray();
        var upstream = Passes.Numbers(batch.TokenCount * shape.HiddenSize, seed: 99);
        foreach (var set in InstructionSets.Supported)
        {
            using var forced = InstructionSets.Force(set);
            var comparison = new GoldenComparison($"shared weights, {set}");
            var tape = Passes.Training();
            var (states, _) = model.Encoder.Forward(tape, batch, DropoutRates.None, OutputNeeds.Nothing);
            states.OpenGradient(tape.Buffers);
            upstream.CopyTo(states.GradientSpan);

            tape.Backward();

            tape.Clear();
            foreach (var (parameter, i) in model.Encoder.Parameters.Select((parameter, i) => (parameter, i)))
            {
                var expected = FiniteDifferences.Of(values, i, Loss);
                comparison.Add(parameter.Name, GradientOf(parameter), [.. expected.Select(value => (float)value)], 1e-2);
                parameter.ClearGradient();
                parameter.UsedRows?.Clear();
            }

            comparison.AssertBelow(2e-5);
        }

        double Loss(double[][] weights)
        {
            var named = model.Parameters.Zip(weights).ToDictionary(pair => pair.First.Name, pair => pair.Second);
            var states = new DoubleModel(shape, named).Encode(batch.Ids.ToArray(), batch.TokenTypes.ToArray(), (_, _) => true);
            return states.Zip(upstream, (state, factor) => state * factor).Sum();
        }
    }

    [TestCaseSource(nameof(Shapes))]
    public void Encode_UnusualLayers_AreStoredOnceAndScoreAsTheTrainableModel(BertShape shape)
    {
        var (model, data) = (TinyModels.CreateLively(shape), TinyModels.Data(20));
        using var stream = new MemoryStream();
        CompressedModelEncoder.Encode(model, ValueFormat.Float32).Save(stream);
        stream.Position = 0;

        var loaded = CompressedModel.Load(stream);

        Assert.That(loaded.SizeInBytes, Is.EqualTo(stream.Length));
        Assert.That(loaded.SizeInBytes, Is.LessThan((4 * model.ParameterCount) + 2500), "bytes");
        Assert.That(TinyModels.Weights(CompressedModelDecoder.Decode(loaded)), Is.EqualTo(TinyModels.Weights(model)));
        Assert.That(Deviation.Relative(Logits(loaded, data), TinyModels.Logits(model, data)), Is.LessThan(1e-5));
    }

    private static BertShape ShapeOf(int[] attention, int[] feedForward) => TinyModels.ShapeOf(layers: 3, hidden: 8, heads: 2, feedForward: 12) with
    {
        AttentionOfLayer = [.. attention],
        FeedForwardOfLayer = [.. feedForward],
    };

    private static TokenBatch Batch()
    {
        var batch = new TokenBatch();
        batch.AddSequence([2, 5, 7, 9, 3], [0, 0, 0, 1, 1]);
        return batch;
    }

    /// <summary>Rows of a table that no token used have no gradient.</summary>
    private static float[] GradientOf(Parameter parameter) => parameter.UsedRows is { } used
        ? [.. Enumerable.Range(0, parameter.Rows).SelectMany(row => used.Contains(row) ? parameter.GradientSpan.Slice(row * parameter.Columns, parameter.Columns).ToArray() : new float[parameter.Columns])]
        : parameter.GradientSpan.ToArray();

    private static float[] Logits(CompressedModel model, TextDataset data)
    {
        using var classifier = new TextClassifier(model);
        var logits = new float[data.Count * 2];
        classifier.Logits(TinyModels.Batch(data), logits);
        return logits;
    }
}
