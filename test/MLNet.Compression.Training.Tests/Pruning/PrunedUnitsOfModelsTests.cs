using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;

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
        options.Further = [new PruningTarget(PruningUnit.Neurons, 0.25)];

        var pruned = PruningRun.Run(model, null, data, options, new TrainingEnvironment(1));

        Assert.That(pruned.Shape.Layers.Select(layer => layer.FeedForwardSize), Is.EqualTo(before.Layers.Select(layer => layer.FeedForwardSize * 3 / 4)));
        Assert.That(pruned.Encoder.Layers.Select(layer => ShareOfZeros(layer.QueryKeyValue.Weight)), Is.All.EqualTo(0.5).Within(0.02));
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
