using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pruning;

public class BlockPruningEstimatorTests
{
    private static readonly MLContext _ml = Fitted.Context;

    [Test]
    public void Fit_FittedModel_RemovesTheShareAskedFor()
    {
        var before = Fitted.Teacher.Model.SizeInBytes;

        var pruned = _ml.MulticlassClassification.Trainers.PruneBlocks(Fitted.Teacher, Small.Pruning(options => options.Sparsity = 0.75)).Fit(Fitted.Train);

        Assert.That(pruned.Model.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight.Sparsity), Has.All.EqualTo(0.75).Within(0.05));
        Assert.That(pruned.Model.SizeInBytes, Is.LessThan(before));
        Assert.That(_ml.MulticlassClassification.Evaluate(pruned.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.7));
        Assert.That(Fitted.Teacher.Model.Layers[0].FeedForward.Output.Weight.Sparsity, Is.Zero, "the model it started from stays dense");
    }

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml, _ml.MulticlassClassification.Trainers.PruneBlocks(Fitted.Teacher, Small.Pruning(options => options.Epochs = 1)), Fitted.Train, Fitted.Test);

    [Test]
    public void PruneBlocks_BlockThatNoKernelSkips_Throws() =>
        Assert.That(
            () => _ml.MulticlassClassification.Trainers.TextClassification().PruneBlocks(block: new BlockShape(8, 2)),
            Throws.ArgumentException.With.Message.Contains("Block is 8 x 2").And.Message.Contains("multiples of 4 x 4"));

    [Test]
    public void PruneBlocks_SparsityOutOfRange_Throws() =>
        Assert.That(() => _ml.MulticlassClassification.Trainers.TextClassification().PruneBlocks(sparsity: 1), Throws.ArgumentException.With.Message.Contains("Sparsity is 1"));
}
