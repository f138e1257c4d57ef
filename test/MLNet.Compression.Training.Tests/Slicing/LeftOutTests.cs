using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Slicing;
using MLNet.Compression.Training.States;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Slicing;

/// <summary>Hidden features that are left out and layers that are skipped: a model computes, and learns, what it does without them.</summary>
public class LeftOutTests
{
    private const double Rounding = 1e-5;

    [TestCaseSource(typeof(SliceCases), nameof(SliceCases.All))]
    public void OfUsed_LeftOutFeatures_ComputesTheSameWithout(BertShape shape, HeadKind head)
    {
        var model = SliceCases.Create(shape, head);
        var whole = SliceCases.Outputs(model);
        model.KeptHidden = Every(3, shape.HiddenSize);
        var expected = SliceCases.Outputs(model);

        var cut = ModelSlice.OfUsed(model).Apply(model);

        Assert.That(Deviation.Relative(whole, expected), Is.GreaterThan(0.01), "what was left out had counted");
        Assert.That(cut.Shape.HiddenSize, Is.EqualTo(16));
        Assert.That(cut.Shape.HasEmbeddingProjection, Is.EqualTo(shape.HasEmbeddingProjection));
        Assert.That(cut.LeavesOut, Is.False);
        Assert.That(Deviation.Relative(SliceCases.Outputs(cut), expected), Is.LessThan(Rounding));
    }

    [TestCaseSource(typeof(SliceCases), nameof(SliceCases.All))]
    public void OfUsed_SkippedLayers_ComputesTheSameWithout(BertShape shape, HeadKind head)
    {
        foreach (var skipped in new int[][] { [0], [3], [1, 2], [0, 1, 3] })
        {
            var model = SliceCases.Create(shape, head);
            var whole = SliceCases.Outputs(model);
            model.Encoder.SkippedLayers = [.. skipped];
            var expected = SliceCases.Outputs(model);

            var cut = ModelSlice.OfUsed(model).Apply(model);

            Assert.That(Deviation.Relative(whole, expected), Is.GreaterThan(0.001), "what was skipped had counted");
            Assert.That(cut.Shape.Layers, Has.Length.EqualTo(4 - skipped.Length));
            Assert.That(cut.LeavesOut, Is.False);
            Assert.That(SliceCases.Outputs(cut), Is.EqualTo(expected));
        }
    }

    /// <remarks>Outputs are compared: AdamW gives even gradients that are nothing but rounding, as those of the keys' biases, the size of a step.</remarks>
    [Test]
    public void FineTuning_LeftOutFeaturesAndLayers_LearnsWhatTheSmallerModelLearns()
    {
        var (model, data) = (TinyModels.CreateLively(TinyModels.ShapeOf(4, 24, 3, 20)), TinyModels.Data(40));
        (model.KeptHidden, model.Encoder.SkippedLayers) = (Every(4, 24), [1]);
        var slice = ModelSlice.OfUsed(model);
        var (cut, before) = (slice.Apply(model), SliceCases.Outputs(model));

        foreach (var each in new[] { model, cut })
        {
            FineTuning.Run(each, data, new FineTuningOptions { Epochs = 1, BatchSize = 8, LearningRate = 1e-3, Dropout = 0, AttentionDropout = 0 }, new TrainingEnvironment(1));
        }

        Assert.That(Deviation.Relative(SliceCases.Outputs(cut), before), Is.GreaterThan(0.1));
        Assert.That(Deviation.Relative(SliceCases.Outputs(model), SliceCases.Outputs(cut)), Is.LessThan(1e-3));
    }

    [Test]
    public void Apply_SliceThatKeepsWhatIsLeftOut_LeavesItOutStill()
    {
        var model = TinyModels.CreateLively(TinyModels.ShapeOf(4, 24, 3, 20));
        (model.KeptHidden, model.Encoder.SkippedLayers) = (Every(2, 24), [1, 2]);
        var expected = SliceCases.Outputs(model);

        var cut = ModelSlice.All(model.Shape).WithLayers(0, 2, 3).WithHidden(Enumerable.Range(0, 24).Where(feature => feature != 0)).Apply(model);

        Assert.That(cut.Encoder.SkippedLayers, Is.EqualTo([1]));
        Assert.That(cut.KeptHidden!.Kept, Has.Count.EqualTo(12));
        Assert.That(Deviation.Relative(SliceCases.Outputs(cut), expected), Is.LessThan(Rounding));
    }

    [Test]
    public void ModelState_ReadIntoAnotherModel_LeavesTheSameOut()
    {
        var (model, other) = (TinyModels.CreateLively(seed: 1), TinyModels.CreateLively(seed: 2));
        var plain = StateSnapshot.Of(new ModelState(model, []));
        (model.KeptHidden, model.Encoder.SkippedLayers) = (Every(3, 32), [1]);
        var cut = StateSnapshot.Of(new ModelState(model, []));

        new ModelState(other, []).Load(cut.Reader);
        Assert.That(TinyModels.Logits(other, TinyModels.Data(8)), Is.EqualTo(TinyModels.Logits(model, TinyModels.Data(8))));
        Assert.That(ModelDescription.Of(other), Is.EqualTo(ModelDescription.Of(model)));

        new ModelState(other, []).Load(plain.Reader);
        Assert.That(other.LeavesOut, Is.False);
        Assert.That(ModelDescription.Of(other), Is.Not.EqualTo(ModelDescription.Of(model)));
    }

    [Test]
    public void ModelState_LayersThatAreNotThere_AreRefused()
    {
        var larger = TinyModels.Create(TinyModels.ShapeOf(3, 32, 2, 64));
        larger.Encoder.SkippedLayers = [2];
        var snapshot = StateSnapshot.Of(new LeftOut(larger));

        Assert.That(() => new LeftOut(TinyModels.Create()).Load(snapshot.Reader), Throws.TypeOf<ModelFileException>().With.Message.Contains("[2]"));
    }

    [Test]
    public void Copies_LeaveTheSameOut()
    {
        var model = TinyModels.CreateLively();
        (model.KeptHidden, model.Encoder.SkippedLayers) = (Every(3, 32), [0]);
        var expected = TinyModels.Logits(model, TinyModels.Data(8));

        Assert.That(TinyModels.Logits(TextModelCopy.Of(model), TinyModels.Data(8)), Is.EqualTo(expected));
        Assert.That(TinyModels.Logits(VocabularyTransfer.Replace(model, model.Tokenizer, model.Shape.VocabularySize), TinyModels.Data(8)), Is.EqualTo(expected));
    }

    [Test]
    public void Forward_SkippedLayers_StatesAreThoseBeforeAndStayWhereNeeded()
    {
        var model = TinyModels.CreateLively(TinyModels.ShapeOf(4, 24, 3, 20));
        model.Encoder.SkippedLayers = [0, 2];
        var needs = OutputNeeds.Nothing with { HiddenStates = [0, 1, 2, 3], Embeddings = true, AttentionScores = [1, 2] };

        var outputs = model.Forward(Passes.Inference(), TinyModels.Batch(TinyModels.Data(8)), DropoutRates.None, needs);

        Assert.That(outputs.HiddenStates[0], Is.SameAs(outputs.Embeddings));
        Assert.That(outputs.HiddenStates[2], Is.SameAs(outputs.HiddenStates[1]));
        Assert.That(outputs.AttentionScores[1], Is.Not.Null);
        Assert.That(outputs.AttentionScores[2], Is.Null);
        var cut = ModelSlice.OfUsed(model).Apply(model);
        var expected = cut.Forward(Passes.Inference(), TinyModels.Batch(TinyModels.Data(8)), DropoutRates.None, OutputNeeds.Nothing with { HiddenStates = [0, 1], Embeddings = true });
        Assert.That(outputs.Embeddings!.ValueSpan.ToArray(), Is.EqualTo(expected.Embeddings!.ValueSpan.ToArray()));
        Assert.That(outputs.HiddenStates[2]!.ValueSpan.ToArray(), Is.EqualTo(expected.HiddenStates[0]!.ValueSpan.ToArray()));
        Assert.That(outputs.HiddenStates[3]!.ValueSpan.ToArray(), Is.EqualTo(expected.HiddenStates[1]!.ValueSpan.ToArray()));
    }

    [Test]
    public void ImportancePass_LeftOutUnits_AreWorthNothing()
    {
        var model = TinyModels.CreateLively();
        (model.KeptHidden, model.Encoder.SkippedLayers) = (Every(4, 32), [0]);

        var scores = new ImportancePass(model, new TrainingEnvironment(1)).Run(TinyModels.Data(20), 20);

        Assert.That(scores.Hidden.Where((_, feature) => feature % 4 == 0), Is.All.Zero);
        Assert.That(scores.Hidden.Where((_, feature) => feature % 4 != 0), Is.All.GreaterThan(0));
        Assert.That(scores.Layers[0].Heads, Is.All.Zero);
        Assert.That(scores.Layers[1].Heads, Is.All.GreaterThan(0));
    }

    [Test]
    public void Encode_ModelThatLeavesOut_IsRefused()
    {
        var (features, layers) = (TinyModels.Create(), TinyModels.Create());
        (features.KeptHidden, layers.Encoder.SkippedLayers) = (Every(2, 32), [1]);

        foreach (var model in new[] { features, layers })
        {
            Assert.That(() => CompressedModelEncoder.Encode(model, ValueFormat.Float32), Throws.ArgumentException.With.Message.Contains("cut them out first"));
        }
    }

    [Test]
    public void Set_WhatIsNotThere_IsRefused()
    {
        Assert.That(() => TinyModels.Create().KeptHidden = Every(2, 31), Throws.ArgumentException.With.Message.Contains("31 features"));
        Assert.That(() => TinyModels.CreateStatic(8).KeptHidden = Every(2, 8), Throws.ArgumentException.With.Message.Contains("static"));
        Assert.That(() => TinyModels.Create().Encoder.SkippedLayers = [2], Throws.ArgumentException.With.Message.Contains("[2]"));
        Assert.That(() => TinyModels.Create().Encoder.SkippedLayers = [0, 1], Throws.ArgumentException.With.Message.Contains("leave one"));
    }

    /// <summary>All features but every n-th, beginning with the first.</summary>
    private static KeptFeatures Every(int n, int features) => new([.. Enumerable.Range(0, features).Select(feature => feature % n != 0)]);
}
