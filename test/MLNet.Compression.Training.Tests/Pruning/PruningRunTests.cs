using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Tests.Pruning;

public class PruningRunTests
{
    [TestCase(PruningRanking.PerMatrix)]
    [TestCase(PruningRanking.Global)]
    public void Run_TrainedModel_RemovesExactlyTheShareAndKeepsItsPredictions(PruningRanking ranking)
    {
        var (model, data) = (Trained(), TinyModels.Data(128));
        var options = new PruningOptions { Sparsity = 0.5, Ranking = ranking, Epochs = 8, BatchSize = 16, LearningRate = 2e-3, Dropout = 0, AttentionDropout = 0, MaskInterval = 4 };

        PruningRun.Run(model, null, data, options, new TrainingEnvironment(1));

        var blocks = model.Encoder.Layers.SelectMany(layer => layer.Matrices).SelectMany(matrix => BlocksAreZero(matrix.Weight)).ToArray();
        Assert.That(blocks.Count(zero => zero), Is.EqualTo(blocks.Length / 2));
        Assert.That(TinyModels.Accuracy(model, data), Is.GreaterThan(0.97));
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    private static readonly TestCaseData[] _measures =
    [
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.Movement()),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.HardMovement()),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.SoftMovement(0.45)),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.Importance(rows: 64)),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.RunningImportance(rows: 64)),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.OutputNorm(rows: 64)),
        new(PruningUnit.Weights, PruningMeasure.SecondOrder(gradients: 32, fisherBlock: 16)),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.Kronecker(rows: 64)),
        new(PruningUnit.Heads, PruningMeasure.Importance(rows: 64, selfSupervised: true)),
        new(PruningUnit.Heads, PruningMeasure.Gates()),
        new(PruningUnit.Neurons, PruningMeasure.SecondOrder(gradients: 32)),
        new(PruningUnit.Neurons, PruningMeasure.OutputNorm(rows: 64)),
        new(PruningUnit.Neurons, PruningMeasure.Gates()),
    ];

    [TestCaseSource(nameof(_measures))]
    public void Run_Measure_RemovesHalfAndKeepsTheTask(PruningUnit unit, PruningMeasure measure)
    {
        var (model, data) = (Trained(), TinyModels.Data(128));
        var options = new PruningOptions { Unit = unit, Measure = measure, Sparsity = 0.5, Epochs = 8, BatchSize = 16, LearningRate = 2e-3, Dropout = 0, AttentionDropout = 0, MaskInterval = 8 };

        PruningRun.Run(model, null, data, options, new TrainingEnvironment(1));

        foreach (var group in unit.GroupsOf(model))
        {
            var sums = new double[group.Count];
            group.Parts[^1].Sum(sums, (row, columns) => group.Parts[^1].Weight.Value.RowSpan(row)[columns].ToArray().Sum(Math.Abs));
            Assert.That(sums.Count(sum => sum == 0), Is.EqualTo(group.Count / 2), group.Name);
        }

        Assert.That(TinyModels.Accuracy(model, data), Is.GreaterThan(0.95));
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    [Test]
    public void Run_GroupLasso_MakesBlocksSmaller()
    {
        static double Strength(double lasso)
        {
            var model = Trained();
            var options = new PruningOptions { Sparsity = 0, GroupLassoWeight = lasso, Epochs = 6, BatchSize = 16, LearningRate = 2e-3, Losses = [new PredictionLoss { Teachers = [0] }], Dropout = 0, AttentionDropout = 0 };
            PruningRun.Run(model, null, TinyModels.Data(64), options, new TrainingEnvironment(1));
            return model.Encoder.Layers.Sum(layer => layer.Matrices.Sum(matrix => matrix.Weight.ValueSpan.ToArray().Sum(w => (double)w * w)));
        }

        Assert.That(Strength(1e-2), Is.LessThan(0.9 * Strength(0)));
    }

    [Test]
    public void Run_Cancelled_LeavesNoMaskBehind()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var model = TinyModels.Create();

        Assert.That(
            () => PruningRun.Run(model, null, TinyModels.Data(16), new PruningOptions(), new TrainingEnvironment(1, cancellationToken: source.Token)),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    [TestCase(16)]
    [TestCase(8)]
    [TestCase(4)]
    public void Run_BlocksOfAnyHeight_AreStoredAsSuch(int outputs)
    {
        var model = TinyModels.Create();
        var options = new PruningOptions { Unit = PruningUnit.Blocks(new BlockShape(outputs, 4)), Epochs = 1, BatchSize = 16, Sparsity = 0.5 };
        PruningRun.Run(model, null, TinyModels.Data(32), options, new TrainingEnvironment(1));

        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Int8);
        var stored = encoded.Layers.SelectMany(layer => new[] { layer.FeedForward.Intermediate.Weight, layer.FeedForward.Output.Weight }).ToArray();

        Assert.That(stored, Has.All.TypeOf<BlockSparseMatrix>());
        Assert.That(stored.Cast<BlockSparseMatrix>().Select(matrix => (matrix.BlockRows, matrix.BlockColumns)), Has.All.EqualTo((outputs, 4)));
        Assert.That(stored.Select(matrix => matrix.Sparsity), Has.All.EqualTo(0.5).Within(0.1));
    }

    internal static TextModel Trained()
    {
        var model = TinyModels.Create();
        var options = new FineTuningOptions { Epochs = 12, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 };
        FineTuning.Run(model, TinyModels.Data(128), options, new TrainingEnvironment(1));
        return model;
    }

    private static IEnumerable<bool> BlocksAreZero(Training.Autograd.Parameter weight)
    {
        var grid = new BlockGrid(weight.Rows, weight.Columns, BlockShape.Kernel);
        return Enumerable.Range(0, grid.Count).Select(block =>
        {
            var (rows, columns) = grid.Range(block / grid.BlockColumns, block % grid.BlockColumns);
            return BlockGrid.SumOfSquares(weight.Value, rows, columns) == 0;
        });
    }
}
