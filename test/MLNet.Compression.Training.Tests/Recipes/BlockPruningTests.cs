using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Tests.Recipes;

public class BlockPruningTests
{
    [TestCase(BlockRanking.PerMatrix)]
    [TestCase(BlockRanking.Global)]
    public void Run_TrainedModel_RemovesExactlyTheShareAndKeepsItsPredictions(BlockRanking ranking)
    {
        var (model, data) = (Trained(), TinyModels.Data(128));
        var options = new BlockPruningOptions { Sparsity = 0.5, Ranking = ranking, Epochs = 8, BatchSize = 16, LearningRate = 2e-3, Dropout = 0, AttentionDropout = 0, MaskInterval = 4 };

        BlockPruning.Run(model, null, data, options, new TrainingEnvironment(1));

        var blocks = model.Encoder.Layers.SelectMany(layer => layer.Matrices).SelectMany(matrix => BlocksAreZero(matrix.Weight)).ToArray();
        Assert.That(blocks.Count(zero => zero), Is.EqualTo(blocks.Length / 2));
        Assert.That(TinyModels.Accuracy(model, data), Is.GreaterThan(0.97));
        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    [Test]
    public void Run_GroupLasso_MakesBlocksSmaller()
    {
        static double Strength(double lasso)
        {
            var model = Trained();
            var options = new BlockPruningOptions { Sparsity = 0, GroupLassoWeight = lasso, Epochs = 6, BatchSize = 16, LearningRate = 2e-3, HiddenStateWeight = 0, Dropout = 0, AttentionDropout = 0 };
            BlockPruning.Run(model, null, TinyModels.Data(64), options, new TrainingEnvironment(1));
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
            () => BlockPruning.Run(model, null, TinyModels.Data(16), new BlockPruningOptions(), new TrainingEnvironment(1, cancellationToken: source.Token)),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(model.Parameters.SelectMany(parameter => parameter.Parametrizations), Is.Empty);
    }

    [TestCase(16)]
    [TestCase(8)]
    [TestCase(4)]
    public void Run_BlocksOfAnyHeight_AreStoredAsSuch(int outputs)
    {
        var model = TinyModels.Create();
        var options = new BlockPruningOptions { Block = new BlockShape(outputs, 4), Epochs = 1, BatchSize = 16, Sparsity = 0.5 };
        BlockPruning.Run(model, null, TinyModels.Data(32), options, new TrainingEnvironment(1));

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
