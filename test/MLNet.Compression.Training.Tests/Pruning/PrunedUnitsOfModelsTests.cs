using System.Numerics.Tensors;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Pruning.Budgets;

namespace MLNet.Compression.Training.Tests.Pruning;

/// <summary>What becomes of a model whose heads, neurons, rows, columns or weights are pruned.</summary>
public class PrunedUnitsOfModelsTests
{
    [Test]
    public void Run_Heads_CutsThemOutAndKeepsTheTask()
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(128));
        var before = model.Shape;

        var pruned = PruningRun.Run(model, null, data, Options(PruningUnit.Heads, 0.5), new TrainingEnvironment(1));

        Assert.That(pruned.Shape.Layers.Select(layer => layer.Heads), Is.EqualTo(before.Layers.Select(layer => layer.Heads / 2)));
        Assert.That(pruned.Encoder.Layers.Select(layer => layer.QueryKeyValue.Weight.Rows), Is.EqualTo(before.Layers.Select(layer => 3 * layer.AttentionSize / 2)));
        Assert.That(TinyModels.Logits(pruned, data), Is.EqualTo(TinyModels.Logits(model, data)).Within(1e-4), "What was cut said nothing.");
        Assert.That(TinyModels.Accuracy(pruned, data), Is.GreaterThan(0.95));
    }

    [TestCase(PruningRanking.PerMatrix)]
    [TestCase(PruningRanking.Global)]
    public void Run_Neurons_CutsThemOutAndKeepsTheTask(PruningRanking ranking)
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(128));
        var before = model.Shape;
        var options = Options(PruningUnit.Neurons, 0.75);
        options.Ranking = ranking;

        var pruned = PruningRun.Run(model, null, data, options, new TrainingEnvironment(1));

        Assert.That(pruned.Shape.Layers.Sum(layer => layer.FeedForwardSize), Is.EqualTo(before.Layers.Sum(layer => layer.FeedForwardSize) / 4));
        Assert.That(pruned.Shape.Layers.Select(layer => layer.FeedForwardSize), Is.All.Positive, "A layer keeps one at least.");
        Assert.That(TinyModels.Accuracy(pruned, data), Is.GreaterThan(0.95));
    }

    [Test]
    public void Run_SeveralUnits_EachReachesItsTarget()
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(128));
        var before = model.Shape;
        var options = Options(PruningUnit.Blocks(new BlockShape(4, 4)), 0.5);
        (options.Measure, options.Further) = (PruningMeasure.Magnitude, [new PruningTarget(PruningUnit.Neurons, 0.25)]);

        var pruned = PruningRun.Run(model, null, data, options, new TrainingEnvironment(1));

        Assert.That(pruned.Shape.Layers.Select(layer => layer.FeedForwardSize), Is.EqualTo(before.Layers.Select(layer => layer.FeedForwardSize * 3 / 4)));
        Assert.That(pruned.Encoder.Layers.Select(layer => ShareOfZeros(layer.QueryKeyValue.Weight)), Is.All.EqualTo(0.5).Within(0.02));
    }

    /// <summary>Magnitude would remove both attentions, without which nothing of a text reaches its first token.</summary>
    private static readonly PruningMeasure[] _ofHalves = [PruningMeasure.RunningImportance(rows: 64), PruningMeasure.Gates()];

    [TestCaseSource(nameof(_ofHalves))]
    public void Run_SubLayers_CutsThemOutAndKeepsTheTask(PruningMeasure measure)
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(128));
        var options = Options(PruningUnit.SubLayers, 0.5);
        options.Measure = measure;

        var pruned = PruningRun.Run(model, null, data, options, new TrainingEnvironment(1));

        Assert.That(pruned.Shape.Layers.Count(layer => layer.Heads == 0) + pruned.Shape.Layers.Count(layer => layer.FeedForwardSize == 0), Is.EqualTo(2));
        Assert.That(TinyModels.Logits(pruned, data), Is.EqualTo(TinyModels.Logits(model, data)).Within(1e-4), "What was cut said nothing.");
        Assert.That(TinyModels.Accuracy(pruned, data), Is.GreaterThan(0.95));
    }

    [TestCaseSource(nameof(_ofHalves))]
    public void Run_Structures_ReachesOneShareOfTheWeightsAndKeepsTheTask(PruningMeasure measure)
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(128));
        var all = model.Encoder.Matrices.Sum(matrix => matrix.Weight.Count);
        var options = Options(PruningUnit.Structures, 0.6);
        options.Measure = measure;

        var pruned = PruningRun.Run(model, null, data, options, new TrainingEnvironment(1));

        var left = pruned.Encoder.Matrices.Sum(matrix => matrix.Weight.Count);
        var head = 4 * TinyModels.Shape.HiddenSize * TinyModels.Shape.Layers[0].HeadSize;
        Assert.That(left, Is.InRange((0.4 * all) - head, 0.4 * all), "At most one unit too much.");
        Assert.That(TinyModels.Logits(pruned, data), Is.EqualTo(TinyModels.Logits(model, data)).Within(1e-4), "What was cut said nothing.");
        Assert.That(TinyModels.Accuracy(pruned, data), Is.GreaterThan(0.95));
    }

    [Test]
    public void Run_UnitsThatTheModelLacks_IsRefused() => Assert.That(
        () => PruningRun.Run(
            TinyModels.Create(TinyModels.Shape with { Layers = [new(0, 16, 64), new(0, 16, 64)] }),
            null,
            TinyModels.Data(16),
            Options(PruningUnit.Heads, 0.5),
            new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("The model has no heads that could be pruned"));

    [Test]
    public void Run_StructuresAndWhatTheyInclude_IsRefused()
    {
        var options = Options(PruningUnit.Structures, 0.5);
        options.Further = [new PruningTarget(PruningUnit.Heads, 0.5)];

        Assert.That(
            () => PruningRun.Run(TinyModels.Create(), null, TinyModels.Data(16), options, new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("The heads are to be pruned twice"));
    }

    [Test]
    public void Run_Layers_CutsThemOutAndKeepsTheTask()
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(128));

        var pruned = PruningRun.Run(model, null, data, Options(PruningUnit.Layers, 0.5), new TrainingEnvironment(1));

        Assert.That(pruned.Shape.Layers, Has.Length.EqualTo(1));
        Assert.That(TinyModels.Logits(pruned, data), Is.EqualTo(TinyModels.Logits(model, data)).Within(1e-4), "What was passed by is cut.");
        Assert.That(TinyModels.Accuracy(pruned, data), Is.GreaterThan(0.95));
    }

    [Test]
    public void Run_HiddenFeatures_MakesTheModelNarrowerAndKeepsTheTask()
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(128));

        var pruned = PruningRun.Run(model, null, data, Options(PruningUnit.HiddenFeatures, 0.25), new TrainingEnvironment(1));

        Assert.That((pruned.Shape.HiddenSize, pruned.Shape.EmbeddingSize), Is.EqualTo((24, 24)));
        Assert.That(TinyModels.Logits(pruned, data), Is.EqualTo(TinyModels.Logits(model, data)).Within(1e-4), "What was left out is cut.");
        Assert.That(TinyModels.Accuracy(pruned, data), Is.GreaterThan(0.95));
    }

    [Test]
    public void Run_HiddenFeaturesDownToTheEmbeddings_IsRefusedBeforeTraining()
    {
        var model = TinyModels.Create(TinyModels.Shape with { EmbeddingSize = 16 });

        Assert.That(
            () => PruningRun.Run(model, null, TinyModels.Data(16), Options(PruningUnit.HiddenFeatures, 0.5), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("change the sparsity"));
    }

    [TestCaseSource(nameof(WeightUnits))]
    public void Run_PartsOfMatrices_AreZeroAndTheMatricesStay(PruningUnit unit)
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(64));

        var pruned = PruningRun.Run(model, null, data, Options(unit, 0.25), new TrainingEnvironment(1));

        Assert.That(pruned, Is.SameAs(model));
        Assert.That(model.Encoder.Matrices.Select(matrix => ShareOfZeros(matrix.Weight)), Is.All.EqualTo(0.25).Within(0.02));
    }

    [Test]
    public void Run_MultiplyAddBudget_IsKeptByAsLittleAsPossible()
    {
        var (model, data) = (PruningRunTests.Trained(), TinyModels.Data(64));
        var all = CostOf(model);
        var options = Options(PruningUnit.Neurons, 0.5);
        options.Budget = PruningBudget.MultiplyAdds((long)(0.8 * all));

        var pruned = PruningRun.Run(model, null, data, options, new TrainingEnvironment(1));

        Assert.That(CostOf(pruned), Is.InRange(0.7 * all, 0.8 * all));
    }

    [Test]
    public void Run_ByteBudgetOfStructures_IsKeptByAsLittleAsPossible()
    {
        var model = TinyModels.CreateLively();
        var limit = (long)(0.75 * PrunedTrial.Int8(model).SizeInBytes);
        var options = Options(PruningUnit.Structures, 0.5);
        (options.Epochs, options.Measure, options.Budget) = (1, PruningMeasure.Gates(), PruningBudget.Bytes(limit));

        var pruned = PruningRun.Run(model, null, TinyModels.Data(32), options, new TrainingEnvironment(1));

        Assert.That(PrunedTrial.Int8(pruned).SizeInBytes, Is.InRange(0.8 * limit, limit));
    }

    /// <remarks>The widest rows are by far the weakest, so that the same share of rows costs less where all compete.</remarks>
    [TestCase(PruningRanking.PerMatrix)]
    [TestCase(PruningRanking.Global)]
    public void Run_Budget_IsKeptUnderTheRankingOfTheOptions(PruningRanking ranking)
    {
        var model = TinyModels.CreateLively();
        foreach (var layer in model.Encoder.Layers)
        {
            TensorPrimitives.Multiply(layer.Output.Weight.ValueSpan, 0.01f, layer.Output.Weight.ValueSpan);
        }

        var all = CostOf(model);
        var options = Options(PruningUnit.Rows, 0.5);
        (options.Ranking, options.Budget) = (ranking, PruningBudget.MultiplyAdds((long)(0.8 * all)));
        (options.Measure, options.Epochs, options.LearningRate) = (PruningMeasure.Magnitude, 1, 1e-9);

        var pruned = PruningRun.Run(model, null, TinyModels.Data(32), options, new TrainingEnvironment(1));

        Assert.That(CostOf(pruned), Is.InRange(0.77 * all, 0.8 * all));
    }

    [Test]
    public void Run_BudgetThatNothingKeeps_SaysWhatWouldBeLeft()
    {
        var options = Options(PruningUnit.Neurons, 0.5);
        options.Budget = PruningBudget.Bytes(10);

        Assert.That(
            () => PruningRun.Run(TinyModels.Create(), null, TinyModels.Data(16), options, new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("10 bytes").And.Message.Contains("Raise the budget"));
    }

    [Test]
    public void Run_LossOfARowKindThatPruningLacks_IsRefused()
    {
        var options = Options(PruningUnit.Neurons, 0.5);
        options.Losses = [new LanguageModelLoss()];

        Assert.That(
            () => PruningRun.Run(TinyModels.Create(), null, TinyModels.Data(16), options, new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("can't guide a pruning"));
    }

    private static IEnumerable<PruningUnit> WeightUnits() => [PruningUnit.Weights, PruningUnit.Rows, PruningUnit.Columns, PruningUnit.Blocks(new BlockShape(8, 4))];

    private static PruningOptions Options(PruningUnit unit, double sparsity) => new()
    {
        Unit = unit,
        Sparsity = sparsity,
        Epochs = 8,
        BatchSize = 16,
        LearningRate = 2e-3,
        Dropout = 0,
        AttentionDropout = 0,
        MaskInterval = 4,
    };

    private static double CostOf(TextModel model) => model.Encoder.Matrices.Sum(matrix => (1 - ShareOfZeros(matrix.Weight)) * matrix.Weight.Count);

    private static double ShareOfZeros(Training.Autograd.Parameter weight) => weight.ValueSpan.Count(0f) / (double)weight.Count;
}
