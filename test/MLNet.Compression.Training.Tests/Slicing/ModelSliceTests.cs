using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Slicing;

namespace MLNet.Compression.Training.Tests.Slicing;

/// <summary>A model that was cut computes what it computed with zeros in place of what is gone.</summary>
public class ModelSliceTests
{
    private const double Rounding = 1e-5;

    [TestCaseSource(typeof(SliceCases), nameof(SliceCases.All))]
    public void Apply_HeadsAndNeurons_ComputesAsWithZerosInTheirPlace(BertShape shape, HeadKind head)
    {
        var (model, slice) = (SliceCases.Create(shape, head), SliceCases.SliceOf(shape));
        var expected = SliceCases.Outputs(SliceCases.WithZeros(model, slice));

        var cut = slice.Apply(model);

        Assert.That(cut.Shape.Layers[0].Heads, Is.Zero);
        Assert.That(cut.Shape.Layers[2].FeedForwardSize, Is.Zero);
        Assert.That(cut.ParameterCount, Is.LessThan(model.ParameterCount));
        Assert.That(Deviation.Relative(SliceCases.Outputs(cut), expected), Is.LessThan(Rounding));
        Assert.That(Deviation.Relative(SliceCases.Outputs(model), expected), Is.GreaterThan(0.01), "what was cut had counted");
        Assert.That((cut.Labels, cut.MaxTokens, cut.HeadKind, cut.Tokenizer), Is.EqualTo((model.Labels, model.MaxTokens, model.HeadKind, model.Tokenizer)));
    }

    [TestCaseSource(typeof(SliceCases), nameof(SliceCases.All))]
    public void OfZeros_FindsWhatIsZeroAndNothingElse(BertShape shape, HeadKind head)
    {
        var (model, slice) = (SliceCases.Create(shape, head), SliceCases.SliceOf(shape));

        var found = ModelSlice.OfZeros(SliceCases.WithZeros(model, slice));

        Assert.That(found.Heads, Is.EqualTo(slice.Heads));
        Assert.That(found.Neurons, Is.EqualTo(slice.Neurons));
        Assert.That(ModelSlice.OfZeros(model).KeepsAll, Is.True);
        Assert.That(found.KeepsAll, Is.False);
    }

    [TestCase(false, Rounding)]
    [TestCase(true, 0.05)]
    public void Apply_ThenEncode_ScoresAsWithZeros(bool int8, double tolerance)
    {
        var format = int8 ? ValueFormat.Int8 : ValueFormat.Float32;
        var model = SliceCases.Create(((BertShape)SliceCases.All.First().Arguments[0]!), HeadKind.Sequence);
        var slice = SliceCases.SliceOf(model.Shape);
        var (large, cut) = (CompressedModelEncoder.Encode(SliceCases.WithZeros(model, slice), format), CompressedModelEncoder.Encode(slice.Apply(model), format));

        Assert.That(Deviation.Relative(Score(cut), Score(large)), Is.LessThan(tolerance));
        Assert.That(cut.SizeInBytes, Is.LessThan(large.SizeInBytes));
    }

    [Test]
    public void Apply_LayersThatShareHalves_StillShareThem()
    {
        var shape = SliceCases.Shared;
        var model = SliceCases.Create(shape, HeadKind.Sequence);

        var cut = ModelSlice.All(shape).WithLayers(1, 2, 3).Apply(model);

        Assert.That(cut.Shape.AttentionOfLayer, Is.EqualTo([0, 0, 2]));
        Assert.That(cut.Shape.FeedForwardOfLayer, Is.EqualTo([0, 1, 0]), "the first layer's, whose first user is now the second");
        foreach (var (layer, i) in cut.Encoder.Layers.Select((layer, i) => (layer, i)))
        {
            var from = model.Encoder.Layers[i + 1];
            Assert.That(layer.Parameters.SelectMany(parameter => parameter.ValueSpan.ToArray()), Is.EqualTo(from.Parameters.SelectMany(parameter => parameter.ValueSpan.ToArray())));
        }
    }

    [Test]
    public void Apply_Layers_RenamesNewTensors()
    {
        var model = TinyModels.Create(TinyModels.ShapeOf(3, 32, 2, 64));
        model.NewTensors = ["encoder.layer.0.output.dense.weight", "encoder.layer.2.attention.output.dense.bias", "encoder.layer.2.output.LayerNorm.bias", "classifier.weight"];

        var cut = ModelSlice.All(model.Shape).WithLayers(1, 2).Apply(model);

        Assert.That(cut.NewTensors, Is.EqualTo(["encoder.layer.1.attention.output.dense.bias", "encoder.layer.1.output.LayerNorm.bias", "classifier.weight"]));
        Assert.That(cut.IsUntrained, Is.True);
    }

    /// <remarks>A folder can't say that layers differ: they come back with zeros, which are found and cut again.</remarks>
    [Test]
    public void Apply_ThenTrainSaveLoadScoreExport_ComesBack()
    {
        var (whole, data) = (TinyModels.CreateLively(TinyModels.ShapeOf(4, 24, 3, 20)), TinyModels.Data(40));
        var cut = SliceCases.SliceOf(whole.Shape).Apply(whole);
        var before = TinyModels.Weights(cut);

        FineTuning.Run(cut, data, new FineTuningOptions { Epochs = 1, BatchSize = 8, LearningRate = 1e-3 }, new TrainingEnvironment(1));

        Assert.That(TinyModels.Weights(cut), Is.Not.EqualTo(before));
        using var stream = new MemoryStream();
        CompressedModelEncoder.Encode(cut, ValueFormat.Float32).Save(stream);
        stream.Position = 0;
        var loaded = CompressedModel.Load(stream);
        Assert.That(TinyModels.Weights(CompressedModelDecoder.Decode(loaded)), Is.EqualTo(TinyModels.Weights(cut)));
        Assert.That(Deviation.Relative(Score(loaded), SliceCases.Outputs(cut)), Is.LessThan(Rounding));

        using var folder = new TemporaryFolder();
        loaded.ToCheckpoint().Save(folder.File("model"), cut.Tokenizer);
        var back = TextModelFactory.Create(Checkpoint.Load(folder.File("model")), cut.Tokenizer, cut.Labels, cut.MaxTokens, seed: 1);
        Assert.That(back.Shape.Layers, Is.All.EqualTo(new LayerShape(3, 8, 20)));
        Assert.That(Deviation.Relative(SliceCases.Outputs(back), SliceCases.Outputs(cut)), Is.LessThan(Rounding));
        var again = ModelSlice.OfZeros(back).Apply(back);
        Assert.That(again.Shape.Layers, Is.EqualTo(cut.Shape.Layers));
        Assert.That(TinyModels.Weights(again), Is.EqualTo(TinyModels.Weights(cut)));
    }

    [Test]
    public void With_UnitsThatAreNotThere_AreRefusedNamingThem()
    {
        var all = ModelSlice.All(TinyModels.Shape);

        Assert.That(() => all.WithHeads(1, 0, 2), Throws.ArgumentException.With.Message.Contains("2 is none of the 2 heads of layer 1"));
        Assert.That(() => all.WithHeads(1, 1).WithHeads(1, 0), Throws.ArgumentException.With.Message.Contains("0 is none of the 1 heads of layer 1"));
        Assert.That(() => all.WithNeurons(0, 5, 5), Throws.ArgumentException.With.Message.Contains("not ascending: 5 comes after 5"));
        Assert.That(() => all.WithNeurons(2, 5), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => all.WithLayers(), Throws.ArgumentException.With.Message.Contains("layers"));
        Assert.That(() => all.WithHidden(), Throws.ArgumentException.With.Message.Contains("hidden features"));
        Assert.That(() => all.WithHidden(32), Throws.ArgumentException.With.Message.Contains("32 is none"));
        Assert.That(() => ModelSlice.All(TinyModels.Shape with { EmbeddingSize = 3 }).WithHidden(1, 2, 3), Throws.ArgumentException.With.Message.Contains("projection"));
        Assert.That(() => ModelSlice.All(TinyModels.StaticShape(8)), Throws.ArgumentException.With.Message.Contains("static"));
    }

    [Test]
    public void Apply_ModelOfOtherSizes_IsRefused() => Assert.That(
        () => ModelSlice.All(TinyModels.Shape).Apply(TinyModels.Create(TinyModels.ShapeOf(2, 32, 2, 60))), Throws.ArgumentException.With.Message.Contains("other sizes"));

    [Test]
    public void Apply_WeightWithAMask_IsRefusedNamingIt()
    {
        var model = SliceCases.WithZeros(TinyModels.CreateLively(), ModelSlice.All(TinyModels.Shape).WithNeurons(1, 3));
        var weight = model.Encoder.Layers[1].Output.Weight;
        weight.Add(BlockMask.OfZeros(weight)!);

        Assert.That(() => ModelSlice.All(model.Shape).Apply(model), Throws.ArgumentException.With.Message.Contains("encoder.layer.1.output.dense.weight"));
        Assert.That(() => ModelSlice.OfZeros(model), Throws.ArgumentException.With.Message.Contains("bake"));
    }

    private static float[] Score(CompressedModel model)
    {
        using var classifier = new TextClassifier(model);
        var batch = TinyModels.Batch(TinyModels.Data(8));
        var logits = new float[8 * classifier.LabelCount];
        classifier.Logits(batch, logits);
        return logits;
    }
}
