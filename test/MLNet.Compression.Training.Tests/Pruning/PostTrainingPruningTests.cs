using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.PostTraining;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Pruning.Budgets;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Slicing;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Pruning;

public class PostTrainingPruningTests
{
    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: 32, heads: 4, feedForward: 64);
    private static readonly Lazy<TextModel> _trained = new(Train);

    [TestCase(0.3, true)]
    [TestCase(0.5, false)]
    [TestCase(0.9, true)]
    public void Run_Share_IsRemovedAndHardlyMore(double share, bool useLabels)
    {
        var pruned = Run(share, useLabels);

        var costOfHead = 4.0 * 32 * 8 / ((2 * 4 * 4 * 32 * 8) + (2 * 2 * 64 * 32));
        Assert.That(pruned.RemovedShare, Is.InRange(share, share + costOfHead));
        Assert.That(pruned.Model.Shape.Layers, Is.EqualTo(pruned.Kept.Shape.Layers));
        var left = pruned.Model.Shape.Layers.Sum(layer => (layer.Heads * 4.0 * 32 * 8) + (layer.FeedForwardSize * 2.0 * 32));
        Assert.That(pruned.RemovedShare, Is.EqualTo(1 - (left / ((2 * 4 * 4 * 32 * 8) + (2 * 2 * 64 * 32)))).Within(1e-12));
    }

    [Test]
    public void Run_Budget_IsKeptByAsLittleAsPossible([Values] bool bytes)
    {
        double Cost(TextModel model) => bytes ? PrunedTrial.Int8(model).SizeInBytes : model.Encoder.Matrices.Sum(matrix => matrix.Weight.Count);
        var limit = (long)(0.8 * Cost(_trained.Value));
        var options = new QuickPruningOptions { Share = 0, Budget = bytes ? PruningBudget.Bytes(limit) : PruningBudget.MultiplyAdds(limit) };

        var pruned = PostTrainingPruning.Run(_trained.Value, TinyModels.Data(64), options, new TrainingEnvironment(1));

        Assert.That(Cost(pruned.Model), Is.InRange(0.95 * limit, limit));
    }

    [Test]
    public void Run_BudgetThatNothingKeeps_SaysWhatWouldBeLeft() => Assert.That(
        () => PostTrainingPruning.Run(_trained.Value, TinyModels.Data(8), new QuickPruningOptions { Budget = PruningBudget.Bytes(10) }, new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("10 bytes").And.Message.Contains("multiply-adds gone"));

    /// <remarks>What the units are made with stays; only outputs are refitted.</remarks>
    [Test]
    public void Run_KeptUnits_KeepTheirOwnWeights()
    {
        var pruned = Run(0.5);
        var (cut, refitted) = (pruned.Kept.Apply(_trained.Value), pruned.Model);

        for (var layer = 0; layer < 2; layer++)
        {
            var (before, after) = (cut.Encoder.Layers[layer], refitted.Encoder.Layers[layer]);
            Assert.That(after.QueryKeyValue.Weight.ValueSpan.ToArray(), Is.EqualTo(before.QueryKeyValue.Weight.ValueSpan.ToArray()));
            Assert.That(after.Intermediate.Weight.ValueSpan.ToArray(), Is.EqualTo(before.Intermediate.Weight.ValueSpan.ToArray()));
            Assert.That(after.Output.Bias.ValueSpan.ToArray(), Is.Not.EqualTo(before.Output.Bias.ValueSpan.ToArray()));
        }
    }

    [Test]
    public void Run_PrunedModel_IsPrunedAgain()
    {
        var once = Run(0.9).Model;

        var twice = PostTrainingPruning.Run(once, TinyModels.Data(64), new QuickPruningOptions { Share = 0.5 }, new TrainingEnvironment(1));

        Assert.That(twice.RemovedShare, Is.AtLeast(0.5));
        Assert.That(TinyModels.Logits(twice.Model, TinyModels.Data(8)), Has.All.Matches<float>(float.IsFinite));
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Run_NothingToRemove_GivesTheSameBits(bool useLabels)
    {
        var pruned = Run(share: 0, useLabels);

        Assert.That(TinyModels.Weights(pruned.Model), Is.EqualTo(TinyModels.Weights(_trained.Value)));
        Assert.That(pruned.RemovedShare, Is.Zero);
        Assert.That(pruned.Kept.KeepsAll, Is.True);
    }

    [TestCase(0.6, true)]
    [TestCase(0.6, false)]
    public void Run_TrainedModel_IsRightMoreOftenThanWithRandomMasks(double share, bool useLabels)
    {
        var test = TinyModels.Data(200, seed: 7);
        var pruned = Run(share, useLabels);

        var accuracy = TinyModels.Accuracy(pruned.Model, test);
        var random = Enumerable.Range(0, 10).Average(seed => TinyModels.Accuracy(WithRandomMasks(pruned.Model.Shape, seed), test));

        TestContext.Out.WriteLine($"{TinyModels.Accuracy(_trained.Value, test):0.000} before, {accuracy:0.000} after, {random:0.000} with random masks");
        Assert.That(accuracy, Is.GreaterThan(random + 0.05).And.GreaterThan(0.9));
    }

    [Test]
    public void Run_Refit_BringsLogitsCloserToTheUnprunedModels()
    {
        var (data, pruned) = (TinyModels.Data(128), Run(0.6));
        var (expected, masked) = (TinyModels.Logits(_trained.Value, data), pruned.Kept.Apply(_trained.Value));

        Assert.That(Distance(TinyModels.Logits(pruned.Model, data)), Is.LessThan(0.7 * Distance(TinyModels.Logits(masked, data))));

        double Distance(float[] logits) => Math.Sqrt(logits.Zip(expected, (a, b) => Math.Pow(a - b, 2)).Sum());
    }

    [Test]
    public void Run_Model_StaysAsItIs()
    {
        var (model, environment) = (TextModelCopy.Of(_trained.Value), new TrainingEnvironment(1));

        PostTrainingPruning.Run(model, TinyModels.Data(32), new QuickPruningOptions(), environment);

        Assert.That(TinyModels.Weights(model), Is.EqualTo(TinyModels.Weights(_trained.Value)));
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    [Test]
    public void Run_AnyNumberOfThreads_GivesTheSameBits()
    {
        var expected = TinyModels.Weights(Run(0.5, threads: 1).Model);

        Assert.That(TinyModels.Weights(Run(0.5, threads: 2).Model), Is.EqualTo(expected));
        Assert.That(TinyModels.Weights(Run(0.5, threads: 5).Model), Is.EqualTo(expected));
    }

    [Test]
    public void Run_TypicalTokens_MakeHeadsDearer()
    {
        var (few, many) = (Run(0.5), Run(0.5, tokens: 500));

        Assert.That(many.Model.Shape.Layers.Sum(layer => layer.Heads), Is.LessThan(few.Model.Shape.Layers.Sum(layer => layer.Heads)));
        Assert.That(many.RemovedShare, Is.AtLeast(0.5));
    }

    [Test]
    public void Run_CancelledInAPass_StopsAndFreesItsMemory([Values] bool refit)
    {
        using var source = new CancellationTokenSource();
        var environment = new TrainingEnvironment(1, 1, null, source.Token);
        var (model, sample) = (_trained.Value, new RowSample(TinyModels.Data(128), 128, seed: 1));
        var meter = new PassMeter("prune", 100, new DirectProgress(_ => source.Cancel()), quiet: TimeSpan.Zero);

        Assert.That(
            () =>
            {
                if (refit)
                {
                    new RefitPass(model, environment).Run(ModelSlice.All(_shape).WithHeads(0, 1).Apply(model), sample, damping: 1e-3, meter);
                }
                else
                {
                    new FisherPass(model, SubLayers.Of(model), useLabels: true, environment).Run(sample, meter);
                }
            },
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
    }

    [TestCase(HeadKind.Regression)]
    [TestCase(HeadKind.Token)]
    [TestCase(HeadKind.QuestionAnswering)]
    public void Run_OtherHeads_ArePrunedByTheirOwnPredictions(HeadKind head)
    {
        var model = TextModelFactory.CreateRandom(_shape, TinyModels.Tokenizer, head == HeadKind.Token ? ["a", "b", "c"] : [], TinyModels.MaxTokens, seed: 1, head);
        RandomInitializer.Initialize(model, seed: 3);
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (text, _) in TinyModels.Texts(64))
        {
            data.Add(text.AsMemory(), null);
        }

        var pruned = PostTrainingPruning.Run(model, data, new QuickPruningOptions { Share = 0.4 }, new TrainingEnvironment(1));

        var (before, after) = (TinyModels.Logits(model, data), TinyModels.Logits(pruned.Model, data));
        Assert.That(pruned.RemovedShare, Is.AtLeast(0.4));
        Assert.That(before.Zip(after, (a, b) => Math.Pow(a - b, 2)).Sum(), Is.LessThan(0.5 * before.Sum(value => (double)value * value)));
    }

    [Test]
    public void Run_RowsWithoutLabels_ThrowsUnlessTheyAreNotUsed()
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        data.Add("yes".AsMemory(), null);

        Assert.That(
            () => PostTrainingPruning.Run(_trained.Value, data, new QuickPruningOptions { UseLabels = true }, new TrainingEnvironment(1)), Throws.ArgumentException.With.Message.Contains("UseLabels"));
        Assert.That(
            () => PostTrainingPruning.Run(_trained.Value, data, new QuickPruningOptions(), new TrainingEnvironment(1)), Throws.Nothing);
    }

    [Test]
    public void Run_NoRows_Throws() => Assert.That(
        () => PostTrainingPruning.Run(_trained.Value, TinyModels.Data(0), new QuickPruningOptions(), new TrainingEnvironment(1)), Throws.ArgumentException.With.Message.Contains("no rows"));

    [Test]
    public void Run_SharedLayers_Throws() => Assert.That(
        () => PostTrainingPruning.Run(TinyModels.Create(_shape.WithLayersOf(0, 0)), TinyModels.Data(4), new QuickPruningOptions(), new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("Layers 0 and 1 share weights"));

    [Test]
    public void Run_StaticModel_Throws() => Assert.That(
        () => PostTrainingPruning.Run(TinyModels.CreateStatic(8), TinyModels.Data(4), new QuickPruningOptions(), new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("static model"));

    [Test]
    public void Run_OptionsOutOfRange_NamesThemAll() => Assert.That(
        () => PostTrainingPruning.Run(_trained.Value, TinyModels.Data(4), new QuickPruningOptions { Share = 30, Rows = 0, Damping = 0, TypicalTokens = -1 }, new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("Share").And.Message.Contains("Rows").And.Message.Contains("Damping").And.Message.Contains("TypicalTokens"));

    private static QuicklyPruned Run(double share, bool useLabels = true, int threads = 2, int tokens = 0) => PostTrainingPruning.Run(
        _trained.Value, TinyModels.Data(128), new QuickPruningOptions { Share = share, UseLabels = useLabels, TypicalTokens = tokens }, new TrainingEnvironment(1, threads));

    private static TextModel Train()
    {
        var model = TinyModels.Create(_shape);
        var options = new FineTuningOptions { Epochs = 12, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 };
        FineTuning.Run(model, TinyModels.Data(128), options, new TrainingEnvironment(1));
        return model;
    }

    /// <summary>The trained model with as many units of each layer, chosen at random.</summary>
    private static TextModel WithRandomMasks(BertShape shape, int seed)
    {
        var (random, slice) = (new Random(seed), ModelSlice.All(_shape));
        for (var layer = 0; layer < shape.Layers.Length; layer++)
        {
            slice = slice.WithHeads(layer, Choose(4, shape.Layers[layer].Heads)).WithNeurons(layer, Choose(64, shape.Layers[layer].FeedForwardSize));
        }

        return slice.Apply(_trained.Value);

        int[] Choose(int count, int chosen)
        {
            int[] units = [.. Enumerable.Range(0, count)];
            random.Shuffle(units);
            return [.. units[..chosen].Order()];
        }
    }
}
